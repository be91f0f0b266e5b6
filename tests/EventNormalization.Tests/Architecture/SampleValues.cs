using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using EventNormalization.Aggregation;
using EventNormalization.Envelopes;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Totals;
using NodaTime;

namespace EventNormalization.Tests.Architecture;

/// <summary>Two different values of every type that a public record has a property of, new at each call.</summary>
internal static class SampleValues
{
    private static readonly Dictionary<Type, Func<int, object>> Values = new()
    {
        [typeof(string)] = Text,
        [typeof(bool)] = v => v == 1,
        [typeof(int)] = v => v + 4,
        [typeof(long)] = v => v + 4L,
        [typeof(ulong)] = v => (ulong)v,
        [typeof(Instant)] = v => Instant.FromUnixTimeSeconds(v),
        [typeof(Duration)] = v => Duration.FromSeconds(v),
        [typeof(TimeSpan)] = v => TimeSpan.FromSeconds(v),
        [typeof(DateTimeZone)] = v => DateTimeZoneProviders.Tzdb[v == 1 ? "Europe/Berlin" : "Asia/Tokyo"],
        [typeof(TimeProvider)] = v => v == 1 ? TimeProvider.System : new OtherTime(),
        [typeof(Action<RetryResult>)] = v => v == 1 ? (Action<RetryResult>)Ignore : Forget,
        [typeof(EventPredicate)] = v => EventPredicate.TextIn("metric", "m", Text(v)),
        [typeof(PageToken)] = v => new PageToken(SortKey.Position, SortDirection.Ascending, [], [(byte)v]),
        [typeof(AppendId)] = v => new AppendId(7, (ulong)v),
        [typeof(FailedLease)] = v => new FailedLease(Text(v), Instant.FromUnixTimeSeconds(9)),
        [typeof(FieldDefinition)] = v => new FieldDefinition<long>(Text(v), new IntegerParser()) { Aliases = ["n"] },
        [typeof(GroupKey)] = v => GroupKey.Field(Text(v)),
        [typeof(Measure)] = v => v == 1 ? Measures.Count : Measures.Sum,
        [typeof(IFieldParser<string>)] = v => v == 1 ? new CurrencyParser() : new AmountCurrencyParser(),
        [typeof(IFieldParser<long>)] = v => Parser(new IntegerParser(), v),
        [typeof(IFieldParser<decimal>)] = v => Parser(new AmountParser(), v),
        [typeof(IFieldParser<Instant>)] = v => Parser(new TimestampParser(), v),
        [typeof(IFieldParser<bool>)] = v => Parser(new BooleanParser(), v),
        [typeof(ImmutableArray<string>)] = v => Array<string>(v),
        [typeof(ImmutableArray<FieldDefinition>)] = v => Array<FieldDefinition>(v),
        [typeof(ImmutableArray<GroupKey>)] = v => Array<GroupKey>(v),
        [typeof(ImmutableArray<Measure>)] = v => Array<Measure>(v),
        [typeof(ImmutableDictionary<string, string>)] = Map<string>,
        [typeof(ImmutableDictionary<string, int>)] = Map<int>,
        [typeof(ImmutableDictionary<string, ImmutableArray<string>>)] = Map<ImmutableArray<string>>,
        [typeof(ImmutableDictionary<string, DateTimeZone>)] = Map<DateTimeZone>,
        [typeof(ImmutableDictionary<string, ClientProfile>)] = Map<ClientProfile>,
        [typeof(ImmutableDictionary<string, FieldDefinition>)] = Map<FieldDefinition>,
        [typeof(ImmutableSortedDictionary<string, string>)] = v => Map<string>(v).ToImmutableSortedDictionary(),
        [typeof(ImmutableSortedDictionary<string, TextEncoding>)] =
            v => Map<TextEncoding>(v).ToImmutableSortedDictionary(),
    };

    private static readonly Dictionary<Type, Func<object>> Makers = new()
    {
        [typeof(FieldDefinition<string>)] = () => new FieldDefinition<string>("f", new CurrencyParser()),
        [typeof(FieldDefinition<decimal>)] = () => new FieldDefinition<decimal>("f", new AmountParser()),
        [typeof(FieldDefinition<Instant>)] = () => new FieldDefinition<Instant>("f", new TimestampParser()),
        [typeof(FieldDefinition<long>)] = () => new FieldDefinition<long>("f", new IntegerParser()),
        [typeof(FieldDefinition<bool>)] = () => new FieldDefinition<bool>("f", new BooleanParser()),
        [typeof(ParserSignature)] = () => new ParserSignature("till dates", 9),
        [typeof(UncertainAppend)] = () => new UncertainAppend(new AppendId(1, 2), 3, 4),
        [typeof(AggregateError)] = () => AggregateError.OfCurrencies(new List<string?> { null, "EUR" }),
    };

    /// <summary>Every public record that can be made, open ones closed with each type that they take.</summary>
    public static IEnumerable<Type> Records => typeof(EventSchema).Assembly.GetTypes()
        .Where(type => type.IsPublic && !type.IsAbstract && IsRecord(type))
        .SelectMany(type => type == typeof(FieldDefinition<>)
            ? Makers.Keys.Where(made => made.IsGenericType && made.GetGenericTypeDefinition() == type)
            : [type]);

    /// <summary>The properties by which a record is varied.</summary>
    public static IEnumerable<PropertyInfo> SettableOf(Type record) => record
        .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        .Where(property => property.SetMethod is { IsPrivate: false });

    /// <summary>The first or the second value of a type.</summary>
    /// <exception cref="NotSupportedException">Nobody said what the values of the type are: add them.</exception>
    public static object Of(Type type, int variant)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return Values.TryGetValue(type, out var make) ? make(variant)
            : type.IsEnum ? Enum.GetValues(type).GetValue(variant - 1)!
            : IsRecord(type) ? Record(type, variant == 1 ? null : SettableOf(type).First())
            : throw new NotSupportedException($"No sample values of {type}.");
    }

    /// <summary>A record with the first value in each property but one, which has the second.</summary>
    public static object Record(Type type, PropertyInfo? other = null)
    {
        var made = Makers.TryGetValue(type, out var make) ? make() : Activator.CreateInstance(type)!;
        foreach (var property in SettableOf(type))
        {
            property.SetValue(made, Of(property.PropertyType, property.Name == other?.Name ? 2 : 1));
        }

        return made;
    }

    private static bool IsRecord(Type type) =>
        type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is { } print
        && print.GetCustomAttribute<CompilerGeneratedAttribute>() is not null;

    private static void Ignore(RetryResult result)
    {
    }

    private static void Forget(RetryResult result)
    {
    }

    private static string Text(int variant) => new('a', variant);

    private static IFieldParser<T> Parser<T>(IFieldParser<T> parser, int variant) =>
        variant == 1 ? parser : parser.Select("same", value => (ParseResult<T>)value);

    private static ImmutableArray<T> Array<T>(int variant) =>
        ImmutableArray.Create(Enumerable.Range(1, variant).Select(i => (T)Of(typeof(T), i)).ToArray());

    private static ImmutableDictionary<string, T> Map<T>(int variant) => ImmutableDictionary<string, T>.Empty
        .Add("one", (T)Of(typeof(T), 1)).Add("two", (T)Of(typeof(T), variant));

    private sealed class OtherTime : TimeProvider;
}
