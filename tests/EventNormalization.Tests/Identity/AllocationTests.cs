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
}
