using System;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Storage;
using Xunit;

namespace EventNormalization.Tests.Identity;

/// <summary>A parser in code signs, so that a store knows whether its rules changed.</summary>
public sealed class ParserSignatureTests
{
    [Fact]
    public void A_version_that_only_reads_more_is_no_other_rule()
    {
        var first = Fingerprint(new ParserSignature("cents", 1));
        var more = Fingerprint(new ParserSignature("cents", 2) { SameRulesSince = 1 });
        var other = Fingerprint(new ParserSignature("cents", 3));

        Assert.Equal(first, more);
        Assert.NotEqual(first, other);
        Assert.NotEqual(first, Fingerprint(new ParserSignature("pence", 1)));
    }

    [Fact]
    public void A_parser_without_a_signature_is_refused_by_stores()
    {
        var unsigned = new Unsigned();
        var parser = FieldParsers.Amount.Or(
            unsigned.Where("any", _ => true, new ParseFailure { Problem = "x", Expected = "y" }));
        var schema = EventSchema.Default with { Amount = EventSchema.Default.Amount with { Parser = parser } };

        var exception = Assert.Throws<ArgumentException>(() => new EventPipeline(
            new EventIdentifier(schema), new InMemoryEventStore(), new InMemoryFailedEventStore()));

        Assert.StartsWith(
            "The parser of the field 'amount' has no signature, so a store could not tell whether its "
                + "rules changed: it must "
            + "implement ISignedParser.",
            exception.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void So_is_one_of_a_single_profile()
    {
        var profile = ClientProfile.Default.WithParser(FieldNames.Amount, new Unsigned());
        var schema = EventSchema.Default with { Profiles = EventSchema.Default.Profiles.Add("c", profile) };

        Assert.Throws<ArgumentException>(() => new EventPipeline(
            new EventIdentifier(schema), new InMemoryEventStore(), new InMemoryFailedEventStore()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void A_signature_cannot_be_the_same_since_a_version_that_is_none(int since) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ParserSignature("cents", 2) { SameRulesSince = since });

    private static RulesFingerprint Fingerprint(ParserSignature signature) =>
        RulesFingerprint.Of(EventSchema.Default with
        {
            Amount = EventSchema.Default.Amount with { Parser = FieldParsers.Amount.Or(new Signed(signature)) },
        });

    private sealed class Signed(ParserSignature signature) : IFieldParser<decimal>, ISignedParser
    {
        public ParserSignature Signature => signature;

        public ParseResult<decimal> Parse(FieldInput input, ClientProfile profile) => 1m;
    }

    private sealed class Unsigned : IFieldParser<decimal>
    {
        public ParseResult<decimal> Parse(FieldInput input, ClientProfile profile) => 1m;
    }
}
