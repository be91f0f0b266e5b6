using System;
using System.Linq;
using System.Text;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Identity;

public sealed class AllocationTests
{
    private const int Rounds = 2_000;
    private static readonly Instant ReceivedAt = Instant.FromUtc(2024, 6, 1, 12, 0);

    private static readonly string[] Spellings =
    [
        """{"client_id":"client_A","metric":"sales","amount":1200,"timestamp":"2024-01-15T10:30:00Z"}""",
        """{"client_id":"client_A","metric":"sales","amount":1200.50,"timestamp":"2024-01-15T11:30:00+01:00"}""",
        """{"timestamp":1705314600,"amount":"1200","metric":"sales","client_id":"client_A","note":{"a":[1,null]}}""",
        """{"timestamp":"1705314600000","amount":1.2e3,"metric":"sal\u0065s","client_id":"client_A","x":[true,"\n"]}""",
        """ { "client_id" : "client_A", "metric" : "sales", "amount" : -0.05, "timestamp" : "2024-01-15 10:30:00 +00:00" } """,
        """{"source":"client_A","payload":{"metric":"sales","amount":"1,200.00","timestamp":"2024/01/15 10:30:00 +00:00"}}""",
        """{"client_id":"client_A","metric":"sales","amount":12.50,"currency":"EUR","timestamp":"2024-01-15T10:30:00Z"}""",
        """{"client_id":"client_A","metric":"sales","amount":"€ 12.50","timestamp":"2024-01-15T10:30:00Z"}""",
        """{"client_id":"client_A","metric":"sales","amount":"12.50 USD","currency_code":"usd","timestamp":1705314600}""",
        """{"client_id":"client_A","metric":"sales","amount":"12.50","Currency":978,"ts":1705314600}""",
        """{"client_id":"Z\u00fcrich","metric":"Verkäufe","amount":"$1,200.00","timestamp":"Mon, 15 Jan 2024 10:30:00 GMT"}""",
    ];

    [Fact]
    public void Well_formed_events_of_ordinary_size_are_read_up_to_their_ids_without_allocation()
    {
        var identifier = new EventIdentifier(EventSchema.Default);
        var events = Spellings.Select(text => new RawEvent(Encoding.UTF8.GetBytes(text), ReceivedAt)).ToArray();
        var understood = CountUnderstood(identifier, events, Rounds);

        var before = GC.GetAllocatedBytesForCurrentThread();
        understood += CountUnderstood(identifier, events, Rounds);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(2 * Rounds * events.Length, understood);
        Assert.Equal(0, allocated);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("""{"client_id":"client_A","metric":"sales","amount":1200,"timestamp":"2024-01-15T10:3""")]
    [InlineData("""{"client_id":"client_A","metric":"sales","amount":true,"timestamp":"yesterday"}""")]
    [InlineData("""{"client_id":"client_A"}""")]
    public void Events_that_are_not_understood_allocate_nothing_either(string text)
    {
        var identifier = new EventIdentifier(EventSchema.Default);
        RawEvent[] events = [new RawEvent(Encoding.UTF8.GetBytes(text), ReceivedAt)];
        var understood = CountUnderstood(identifier, events, Rounds);

        var before = GC.GetAllocatedBytesForCurrentThread();
        understood += CountUnderstood(identifier, events, Rounds);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal((0, 0), (understood, allocated));
    }

    [Theory]
    [InlineData(FieldNames.ClientId)]
    [InlineData(FieldNames.Metric)]
    [InlineData(FieldNames.Amount)]
    [InlineData(FieldNames.Timestamp)]
    [InlineData(FieldNames.Currency)]
    [InlineData("text")]
    [InlineData("number")]
    [InlineData("truth")]
    public void A_hosts_parser_that_allocates_nothing_makes_nobody_else_allocate(string field)
    {
        var identifier = new EventIdentifier(WithHostsParser(EventSchema.Default, field));
        const string Text = """
            {"client_id":"a","metric":"sales","amount":1200,"timestamp":1705314600,"text":"t","number":1,"truth":true}
            """;
        RawEvent[] events = [new RawEvent(Encoding.UTF8.GetBytes(Text.Trim()), ReceivedAt)];
        var understood = CountUnderstood(identifier, events, 10 * Rounds);

        var before = GC.GetAllocatedBytesForCurrentThread();
        understood += CountUnderstood(identifier, events, Rounds);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal((11 * Rounds, 0), (understood, allocated));
    }

    private static EventSchema WithHostsParser(EventSchema schema, string field)
    {
        var text = new ConstantText();
        return field switch
        {
            FieldNames.ClientId => schema with { ClientId = schema.ClientId with { Parser = text } },
            FieldNames.Metric => schema with { Metric = schema.Metric with { Parser = text } },
            FieldNames.Amount =>
                schema with { Amount = schema.Amount with { Parser = new ConstantParser<decimal>(1) } },
            FieldNames.Timestamp => schema with
            {
                Timestamp = schema.Timestamp with { Parser = new ConstantParser<Instant>(ReceivedAt) },
            },
            FieldNames.Currency => schema with { Currency = schema.Currency with { Parser = text } },
            "text" => schema with { FurtherFields = [new FieldDefinition<string>(field, text)] },
            "number" => schema with { FurtherFields = [new FieldDefinition<long>(field, new ConstantParser<long>(1))] },
            _ => schema with { FurtherFields = [new FieldDefinition<bool>(field, new ConstantParser<bool>(true))] },
        };
    }

    private static int CountUnderstood(EventIdentifier identifier, RawEvent[] events, int rounds)
    {
        var understood = 0;
        for (var round = 0; round < rounds; round++)
        {
            foreach (var raw in events)
            {
                understood += identifier.TryIdentify(raw, out _) ? 1 : 0;
            }
        }

        return understood;
    }

    private sealed class ConstantText : IFieldParser<string>
    {
        public ParseResult<string> Parse(FieldInput input, ClientProfile profile) => "EUR";
    }

    private sealed class ConstantParser<T>(T value) : IFieldParser<T>
    {
        public ParseResult<T> Parse(FieldInput input, ClientProfile profile) => value;
    }
}
