using System;
using System.Linq;
using System.Text;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Normalization.Timestamps;

public class TimestampAllocationTests
{
    private const int AllocatedMax = 1024;

    private static readonly Instant ReceivedAt = Instant.FromUtc(2030, 1, 1, 0, 0);

    public static TheoryData<string, string> HostileEvents => new()
    {
        { "a megabyte of digits", Event("\"" + new string('7', 1 << 20) + "\"") },
        { "a megabyte of digits as a number", Event(new string('7', 1 << 20)) },
        { "many digits", Event("\"" + new string('7', 100_000) + "\"") },
        { "many digits as a number", Event(new string('7', 100_000)) },
        { "a large exponent", Event("1e999999999") },
        { "a NUL", Event("\"2021-03-09T14:05:06Z\\u0000\"") },
        { "a bidi mark", Event("\"\\u202E2021-03-09T14:05:06Z\"") },
        { "mixed scripts", Event("\"2021-0３-٠9T14:05:06Z\"") },
        { "half of a surrogate pair", Event("\"2021-03-09\\uD800\"") },
        { "many blanks inside", Event("\"2021-03-09" + new string(' ', 100_000) + "Z\"") },
        { "many suffixes", Event("\"2021-03-09T14:05Z" + string.Concat(Enumerable.Repeat("[a=b]", 20_000)) + "\"") },
        { "deep nesting", Event(new string('[', 10_000) + new string(']', 10_000)) },
        { "deep nesting of objects", Event(string.Concat(Enumerable.Repeat("{\"$date\":", 10_000))) },
    };

    [Theory]
    [InlineData(JsonKind.Text, "2021-03-09T14:05:06.789+01:00")]
    [InlineData(JsonKind.Text, "Tue, 09 Mar 2021 14:05:06 GMT")]
    [InlineData(JsonKind.Text, "Tue Mar 09 14:05:06 2021")]
    [InlineData(JsonKind.Text, "March 9, 2021 at 2:05:06 PM GMT+1")]
    [InlineData(JsonKind.Text, "2021-W10-2T14:05:06[Europe/Paris]")]
    [InlineData(JsonKind.Text, "20210309140506")]
    [InlineData(JsonKind.Text, "1615298706.5")]
    [InlineData(JsonKind.Text, "13/04/2021 14:05")]
    [InlineData(JsonKind.Text, "2021年3月9日 下午2:05")]
    [InlineData(JsonKind.Number, "1615298706789")]
    [InlineData(JsonKind.Number, "1.6152987e9")]
    [InlineData(JsonKind.Object, """{"$date":{"$numberLong":"1615298706789"}}""")]
    [InlineData(JsonKind.Object, """{"seconds":1615298706,"nanos":5}""")]
    public void A_success_allocates_nothing(JsonKind kind, string text)
    {
        var parser = new TimestampParser();
        var utf8 = Encoding.UTF8.GetBytes(text);
        var isRead = parser.Parse(new FieldInput(kind, utf8), ClientProfile.Default).IsSuccess;

        var allocated = AllocatedBy(() => parser.Parse(new FieldInput(kind, utf8), ClientProfile.Default));

        Assert.True(isRead);
        Assert.Equal(0, allocated);
    }

    [Theory]
    [MemberData(nameof(HostileEvents))]
    public void A_hostile_event_is_refused_and_costs_less_than_a_kilobyte(string name, string json)
    {
        var identifier = new EventIdentifier(EventSchema.Default);
        var raw = new RawEvent(Encoding.UTF8.GetBytes(json), ReceivedAt);

        var isUnderstood = identifier.TryIdentify(raw, out _);
        var allocated = AllocatedBy(() => identifier.TryIdentify(raw, out _));

        Assert.False(isUnderstood, name);
        Assert.True(allocated < AllocatedMax, $"{name} allocated {allocated} bytes.");
    }

    private static string Event(string timestamp) =>
        """{"client_id":"c","metric":"m","amount":1,"timestamp":""" + timestamp + "}";

    /// <summary>The least that one of several calls allocates, since what compiles and caches allocates once.</summary>
    private static long AllocatedBy(Action action)
    {
        var least = long.MaxValue;
        for (var i = 0; i < 20; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
