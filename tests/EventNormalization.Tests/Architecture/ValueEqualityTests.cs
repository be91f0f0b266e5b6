using System;
using System.Collections.Immutable;
using System.Linq;
using EventNormalization.Envelopes;
using EventNormalization.Normalization;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Architecture;

/// <summary>A record claims equality by value, whatever it holds.</summary>
public sealed class ValueEqualityTests
{
    public static TheoryData<string> RecordNames => [.. SampleValues.Records.Select(NameOf)];

    [Theory]
    [MemberData(nameof(RecordNames))]
    public void Two_records_that_were_built_alike_are_equal(string name)
    {
        var type = Named(name);

        var (one, other) = (SampleValues.Record(type), SampleValues.Record(type));

        Assert.NotSame(one, other);
        Assert.True(one.Equals(other), name);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.NotNull(one.ToString());
    }

    [Theory]
    [MemberData(nameof(RecordNames))]
    public void A_record_of_which_any_setting_differs_is_another(string name)
    {
        var type = Named(name);
        var usual = SampleValues.Record(type);

        var forgotten = SampleValues.SettableOf(type)
            .Where(property => usual.Equals(SampleValues.Record(type, property))
                || SampleValues.Record(type, property).Equals(usual));

        Assert.Empty(forgotten.Select(property => property.Name));
    }

    [Fact]
    public void Every_record_is_looked_at() => Assert.True(SampleValues.Records.Count() >= 20);

    [Fact]
    public void Two_new_schemas_are_equal_though_each_has_its_own_parsers()
    {
        var (one, other) = (new EventSchema(), new EventSchema());

        Assert.NotSame(one.Amount.Parser, other.Amount.Parser);
        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
    }

    [Fact]
    public void Parsers_are_equal_that_are_signed_alike_and_others_only_if_they_say_so()
    {
        Assert.Equal(Field(new Signed(3)), Field(new Signed(3)));
        Assert.Equal(Field(new Signed(3)).GetHashCode(), Field(new Signed(3)).GetHashCode());
        Assert.NotEqual(Field(new Signed(3)), Field(new Signed(4)));
        Assert.NotEqual(Field(new Unsigned()), Field(new Unsigned()));
        Assert.Equal(Field(new Alike(1)), Field(new Alike(1)));
        Assert.NotEqual(Field(new Alike(1)), Field(new Alike(2)));
        Assert.NotEqual(Field(new Signed(3)), Field(new Signed(3).Or(new Unsigned())));
    }

    [Fact]
    public void A_default_array_is_an_empty_one()
    {
        var rules = new EnvelopeRules
        {
            Records = default,
            Spread = default,
            Inherit = default(ImmutableArray<string>)
        };

        Assert.Equal(EnvelopeRules.None with { Inherit = [] }, rules);
        Assert.Equal(
            new ClientProfile { Aliases = ImmutableDictionary<string, ImmutableArray<string>>.Empty.Add("amount", []) },
            new ClientProfile
            {
                Aliases = ImmutableDictionary<string, ImmutableArray<string>>.Empty.Add(
                    "amount", default)
            });
    }

    [Fact]
    public void Names_compare_as_the_setting_says_and_not_as_the_dictionary_does()
    {
        var foreign = ImmutableDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase).Add("Metric", "m");
        var own = ImmutableDictionary<string, string>.Empty.Add("metric", "m");
        var (one, other) = (new ClientProfile { Defaults = foreign }, new ClientProfile { Defaults = own });

        Assert.NotEqual(one, other);
        Assert.NotEqual(other, one);
        Assert.False(one.Defaults.ContainsKey("metric"));
    }

    [Fact]
    public void Names_of_zones_compare_without_case_and_twice_the_same_is_refused()
    {
        var zones = ImmutableDictionary<string, DateTimeZone>.Empty;

        Assert.Equal(
            new TimestampRules { ZoneNames = zones.Add("IST", DateTimeZone.Utc) },
            new TimestampRules { ZoneNames = zones.Add("ist", DateTimeZone.Utc) });
        Assert.Throws<ArgumentException>(() => new TimestampRules
        {
            ZoneNames = zones.Add("IST", DateTimeZone.Utc).Add("ist", DateTimeZone.Utc),
        });
    }

    [Fact]
    public void A_copy_of_rules_is_not_read_by_what_was_worked_out_of_the_first()
    {
        var euros = new AmountRules { Currency = "EUR" };
        Assert.Equal("EUR", euros.Compiled.Currency!.Text);

        var dollars = euros with { Currency = "USD" };
        var same = euros with { };

        Assert.Equal("USD", dollars.Compiled.Currency!.Text);
        Assert.Equal(euros, same);
        Assert.Equal(euros.GetHashCode(), same.GetHashCode());
        Assert.Same(euros.Compiled, euros.Compiled);
    }

    [Fact]
    public void Profiles_that_were_built_apart_and_say_the_same_are_worked_out_once()
    {
        var schema = EventSchema.Default with
        {
            Profiles = ImmutableDictionary<string, ClientProfile>.Empty.Add("a", Profile()).Add("b", Profile())
                .Add("c", Profile() with { MetricCase = MetricCase.Kept }),
        };

        var compiled = schema.Compile();

        Assert.Same(compiled.ProfileOf("a"u8), compiled.ProfileOf("b"u8));
        Assert.NotSame(compiled.ProfileOf("a"u8), compiled.ProfileOf("c"u8));
        Assert.Same(compiled.ProfileOf("a"u8).Map, compiled.ProfileOf("c"u8).Map);
    }

    private static ClientProfile Profile() => new()
    {
        Aliases = ImmutableDictionary<string, ImmutableArray<string>>.Empty.Add("amount", ["betrag"]),
    };

    private static FieldDefinition<string> Field(IFieldParser<string> parser) => new("place", parser);

    private static Type Named(string name) => SampleValues.Records.Single(type => NameOf(type) == name);

    private static string NameOf(Type type) =>
        type.IsGenericType ? $"{type.Name} of {type.GenericTypeArguments[0].Name}" : type.Name;

    private sealed class Signed(int version) : IFieldParser<string>, ISignedParser
    {
        public ParserSignature Signature { get; } = new("places", version) { SameRulesSince = 1 };

        public ParseResult<string> Parse(FieldInput input, ClientProfile profile) => "somewhere";
    }

    private sealed class Unsigned : IFieldParser<string>
    {
        public ParseResult<string> Parse(FieldInput input, ClientProfile profile) => "somewhere";
    }

    private sealed record Alike(int Number) : IFieldParser<string>
    {
        public ParseResult<string> Parse(FieldInput input, ClientProfile profile) => "somewhere";
    }
}
