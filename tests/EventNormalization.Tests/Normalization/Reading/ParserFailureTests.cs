using System;
using System.Linq;
using System.Text;
using System.Threading;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Normalization.Reading;

/// <summary>A host's parser that does what none may is the failure of one field of one event.</summary>
public sealed class ParserFailureTests
{
    private const string Ordinary = """{"client_id":"c","metric":"m","amount":12,"timestamp":1705314600,"note":"n"}""";

    [Fact]
    public void A_parser_that_throws_fails_its_field_with_the_type_of_the_exception() => Assert.Equal(
        "amount.parser_failed: field 'amount': found 12, expected a parser that returns a value or a reason; "
            + "it threw System.FormatException: no\\u000Asuch number",
        Assert.Single(Errors(WithAmount(() => throw new FormatException("no\nsuch number")))));

    [Theory]
    [InlineData("client_id")]
    [InlineData("metric")]
    [InlineData("timestamp")]
    [InlineData("note")]
    [InlineData("key")]
    public void Whatever_field_the_parser_is_of(string field)
    {
        var text = new StubParser<string>(() => throw new NotSupportedException());
        var instant = new StubParser<Instant>(() => throw new NotSupportedException());
        var schema = field switch
        {
            "client_id" => EventSchema.Default with { ClientId = EventSchema.Default.ClientId with { Parser = text } },
            "metric" => EventSchema.Default with { Metric = EventSchema.Default.Metric with { Parser = text } },
            "timestamp" => EventSchema.Default with
            {
                Timestamp = EventSchema.Default.Timestamp with { Parser = instant },
            },
            "key" => EventSchema.Default with
            {
                Key = new FieldDefinition<string>(FieldNames.Key, text) { IsIdentity = true, Aliases = ["note"] },
            },
            _ => EventSchema.Default with { FurtherFields = [new FieldDefinition<string>("note", text)] },
        };

        Assert.Equal([field + ".parser_failed"], Codes(schema));
    }

    [Fact]
    public void An_exception_without_a_message_is_named_by_its_type()
    {
        Assert.EndsWith(
            "it threw " + typeof(SpeechlessException),
            Errors(WithAmount(() => throw new SpeechlessException())).Single(),
            StringComparison.Ordinal);
        Assert.EndsWith(
            "it threw " + typeof(ThrowingMessageException),
            Errors(WithAmount(() => throw new ThrowingMessageException())).Single(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_parser_that_returns_neither_a_value_nor_a_reason_fails_its_field()
    {
        Assert.Equal(["amount.parser_failed"], Codes(WithAmount(() => default)));
        Assert.Equal(["metric.parser_failed"], Codes(WithMetric(() => default)));
        Assert.Equal(["metric.parser_failed"], Codes(WithMetric(() => (string)null!)));
        Assert.Equal(["metric.parser_failed"], Codes(WithMetric(() => "")));
        Assert.Equal(["metric.parser_failed"], Codes(WithMetric(() => "half of \uD83D a pair")));
        Assert.Equal(["note.parser_failed"], Codes(WithNote(() => default)));
        Assert.Equal(["note.parser_failed"], Codes(WithNote(() => (string)null!)));
        Assert.Equal(
            ["amount.parser_failed"],
            Codes(WithAmount(() => new ParseFailure { Problem = null!, Expected = null! })));
    }

    [Fact]
    public void A_text_with_whole_pairs_is_read()
    {
        var result = new EventNormalizer(WithMetric(() => "🎉 and 🎊")).Normalize(Raw(Ordinary));

        Assert.Equal("🎉 and 🎊", result.Record!.Metric);
    }

    [Fact]
    public void Other_errors_of_the_event_are_told_beside_it() => Assert.Equal(
        ["metric.missing", "amount.parser_failed", "timestamp.format"],
        new EventNormalizer(WithAmount(() => throw new InvalidOperationException()))
            .Normalize(Raw("""{"client_id":"c","amount":1,"ts":"x"}""")).Errors.Select(error => error.Code));

    [Fact]
    public void Neighbours_of_the_event_are_read()
    {
        var calls = 0;
        var identifier = new EventIdentifier(WithAmount(
            () => Interlocked.Increment(ref calls) is 3 or 4 ? throw new InvalidOperationException() : 1m));

        var results = identifier.IdentifyBatch([Raw(Ordinary), Raw(Ordinary), Raw(Ordinary), Raw(Ordinary)]);

        Assert.Equal([true, true, false, true], results.Select(result => result.IsSuccess));
    }

    [Fact]
    public void A_parser_that_throws_once_and_not_again_leaves_a_reason()
    {
        var calls = 0;
        var schema = WithAmount(() => calls++ == 0 ? throw new TimeoutException() : 1m);

        Assert.Equal(
            "amount.parser_failed: field 'amount': found nothing, expected a parser that returns a value or a reason; "
                + "it gave two answers for one value",
            Assert.Single(Errors(schema)));
    }

    [Fact]
    public void A_default_that_is_refused_after_the_schema_was_checked_fails_its_field()
    {
        var calls = 0;
        var amount = new FieldDefinition<decimal>("amount", new StubParser<decimal>(
            () => calls++ == 0 ? 1m : throw new InvalidOperationException()))
        { Default = "1", IsIdentity = true };
        var schema = EventSchema.Default with { Amount = amount };

        Assert.Equal(
            ["amount.parser_failed"],
            new EventNormalizer(schema).Normalize(Raw("""{"client_id":"c","metric":"m","ts":1705314600}""")).Errors
                .Select(error => error.Code));
    }

    [Fact]
    public void A_schema_whose_default_makes_its_parser_throw_is_refused_when_it_is_made()
    {
        var amount = new FieldDefinition<decimal>(
            "amount", new StubParser<decimal>(() => throw new FormatException("no")))
        {
            Default = "1",
        };

        var exception = Assert.Throws<ArgumentException>(
            () => new EventNormalizer(EventSchema.Default with { Amount = amount }));

        Assert.Equal(
            "$.fields.amount.default: found \"1\", expected a parser that returns a value or a reason; "
                + "it threw System.FormatException: no",
            exception.Message);
    }

    [Fact]
    public void Memory_that_is_used_up_and_a_cancelled_token_are_not_the_parsers()
    {
        var cancelled = new OperationCanceledException(new CancellationToken(canceled: true));

        Assert.Throws<InsufficientMemoryException>(
            () => Errors(WithAmount(() => throw new InsufficientMemoryException())));
        Assert.Throws<OperationCanceledException>(() => Errors(WithAmount(() => throw cancelled)));
        Assert.Equal(["amount.parser_failed"], Codes(WithAmount(() => throw new OperationCanceledException())));
    }

    private static EventSchema WithAmount(Func<ParseResult<decimal>> parse) =>
        EventSchema.Default with
        {
            Amount =
                EventSchema.Default.Amount with { Parser = new StubParser<decimal>(parse) }
        };

    private static EventSchema WithMetric(Func<ParseResult<string>> parse) =>
        EventSchema.Default with
        {
            Metric =
                EventSchema.Default.Metric with { Parser = new StubParser<string>(parse) }
        };

    private static EventSchema WithNote(Func<ParseResult<string>> parse) => EventSchema.Default with
    {
        FurtherFields = [new FieldDefinition<string>("note", new StubParser<string>(parse))],
    };

    private static string[] Errors(EventSchema schema) =>
        [.. new EventNormalizer(schema).Normalize(Raw(Ordinary)).Errors.Select(error => error.ToString())];

    private static string[] Codes(EventSchema schema) =>
        [.. new EventNormalizer(schema).Normalize(Raw(Ordinary)).Errors.Select(error => error.Code)];

    private static RawEvent Raw(string text) => new(Encoding.UTF8.GetBytes(text), Instant.FromUtc(2024, 6, 1, 0, 0));

    private sealed class StubParser<T>(Func<ParseResult<T>> parse) : IFieldParser<T>, ISignedParser
    {
        public ParserSignature Signature { get; } = new("stub", 1);

        public ParseResult<T> Parse(FieldInput input, ClientProfile profile) => parse();
    }

    private sealed class SpeechlessException : Exception
    {
        public override string Message => null!;
    }

    private sealed class ThrowingMessageException : Exception
    {
        public override string Message => throw new InvalidOperationException();
    }
}
