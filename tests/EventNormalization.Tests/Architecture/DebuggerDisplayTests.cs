using System;
using System.Diagnostics;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using EventNormalization.Aggregation;
using EventNormalization.Canonicalization;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Queries;
using EventNormalization.Rules;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Testing;
using EventNormalization.Totals;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Architecture;

/// <summary>What a debugger shows of the types that people look at.</summary>
public sealed class DebuggerDisplayTests
{
    private static readonly Instant Time = Instant.FromUtc(2024, 1, 15, 10, 30);

    private static readonly IdentifiedEvent Event = SampleEvents.Event("client_A");

    private static readonly QueueStep Step = new() { Id = new AppendId(1, 2), By = "a", At = Time };

    private static readonly Type[] Displayed =
    [
        typeof(RecordId), typeof(EventKey), typeof(RulesFingerprint), typeof(IdentifiedEvent),
        typeof(IdentificationResult), typeof(ContentHash), typeof(SourceLocation), typeof(RawEvent),
        typeof(EventContext), typeof(EnvelopePart), typeof(NormalizedEvent), typeof(EventField), typeof(FieldValue),
        typeof(FieldError), typeof(FieldTrace), typeof(ParseFailure), typeof(NormalizationResult),
        typeof(FieldDefinition), typeof(NamedSchema), typeof(SchemaFileError), typeof(Append), typeof(AppendName),
        typeof(AppendId), typeof(AppendAnswer), typeof(AppendOutcome), typeof(AppendError), typeof(EventPosition),
        typeof(StoredEvent), typeof(ClientStatistics), typeof(Conservation), typeof(FailedEvent),
        typeof(FailedDelivery), typeof(FailedCounts), typeof(FailedAction), typeof(FailedGroup), typeof(FailedProgress),
        typeof(FailedEventKey), typeof(FailedLease), typeof(QueueStep), typeof(Settlement),
        typeof(UncertainResolution), typeof(LeaseRequest),
        typeof(BulkOperation), typeof(BulkCounts), typeof(BulkEntry), typeof(BulkRequest), typeof(BulkReport),
        typeof(Fault), typeof(IngestResult), typeof(IngestCounts), typeof(RetryPass), typeof(RetryResult),
        typeof(RetryPreview),
        typeof(TotalsGroup), typeof(TotalsWindow), typeof(TotalsChange), typeof(GroupKey),
        typeof(Measure), typeof(MeasureValue), typeof(MeasureEntry),
        typeof(PageToken), typeof(EventPredicate), typeof(RuleChange), typeof(RulesComparison),
        typeof(CanonicalJsonFailure), typeof(ExactSum), typeof(AggregateResult<>), typeof(AggregateError),
        typeof(HistogramBin), typeof(AggregateWindow<>),
    ];

    public static TheoryData<Type> Types => [.. Displayed];

    public static TheoryData<string, object> Values { get; } = new()
    {
        { $"client_A sales 1200 at 2024-01-15T10:30:00Z: {Event.Id}", Event },
        { "client_A sales 1200  at 2024-01-15T10:30:00Z", Event.Record },
        { Event.Id.ToString(), Event.Id },
        { "2 bytes at line 3", new RawEvent(Encoding.UTF8.GetBytes("{}"), Time, new SourceLocation(null, 3)) },
        { new AppendId(1, 2) + ": 1 events, Delivery", Append.Of(new AppendId(1, 2), Event) },
        { new AppendId(1, 2) + " at 2024-01-15T10:30:00Z", Step },
        { "a until 2024-01-15T10:30:00Z", new FailedLease("a", Time) },
        { "0 pending, 0 parked, 0 rejected, 0 settled", default(FailedCounts) },
        { GroupKey.ClientId.ToString(), GroupKey.ClientId },
        { Measures.Sum.ToString(), Measures.Sum },
        { "0.5: 3", new HistogramBin(0.5m, 3) },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void What_people_look_at_says_itself_to_a_debugger(Type type) => Assert.True(SaysItself(type), type.Name);

    [Theory]
    [InlineData(typeof(WithoutDisplay), false)]
    [InlineData(typeof(WithFieldDisplay), false)]
    [InlineData(typeof(WithInheritedText), false)]
    [InlineData(typeof(WithInheritedDisplay), false)]
    [InlineData(typeof(WithDisplay), true)]
    [InlineData(typeof(WithText), true)]
    public void A_type_that_says_nothing_of_its_own_is_found(Type type, bool saysItself) =>
        Assert.Equal(saysItself, SaysItself(type));

    [Theory]
    [MemberData(nameof(Types))]
    public void A_debugger_may_look_at_any_time_also_while_an_object_is_being_made(Type type)
    {
        var display = type.GetCustomAttribute<DebuggerDisplayAttribute>()!.Value;
        var isMade = display == "{ToString(),nq}" && !type.IsValueType;
        if (!isMade && !type.IsAbstract && !type.IsGenericType)
        {
            Display(RuntimeHelpers.GetUninitializedObject(type));
        }
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void The_display_says_what_the_value_is(string expected, object value) =>
        Assert.Equal(expected, Display(value));

    [Fact]
    public void Every_type_with_a_display_is_in_the_list_and_its_display_is_evaluated()
    {
        var displayed = typeof(RecordId).Assembly.GetTypes()
            .Where(type => type.IsPublic && type.IsDefined(typeof(DebuggerDisplayAttribute), inherit: false));

        Assert.Empty(displayed.Except(Displayed));
    }

    private static bool SaysItself(Type type) =>
        type.GetCustomAttribute<DebuggerDisplayAttribute>(inherit: false)?.Value switch
        {
            "{DebuggerDisplay,nq}" => true,
            "{ToString(),nq}" => type.GetMethod("ToString", [])!.DeclaringType == type,
            _ => false,
        };

    private static string? Display(object value)
    {
        for (var type = value.GetType(); type is not null; type = type.BaseType)
        {
            if (type.GetProperty("DebuggerDisplay", BindingFlags.Instance | BindingFlags.NonPublic) is { } property)
            {
                return (string?)property.GetValue(value);
            }
        }

        return value.ToString();
    }

    private class WithoutDisplay;

    [DebuggerDisplay("{Length}")]
    private sealed class WithFieldDisplay
    {
        public static int Length => 1;
    }

    [DebuggerDisplay("{ToString(),nq}")]
    private sealed class WithInheritedText;

    [DebuggerDisplay("{DebuggerDisplay,nq}")]
    private class WithDisplay : WithoutDisplay
    {
        public static string DebuggerDisplay => "text";
    }

    private sealed class WithInheritedDisplay : WithDisplay;

    [DebuggerDisplay("{ToString(),nq}")]
    private sealed class WithText
    {
        public override string ToString() => "text";
    }
}
