using System;
using System.Linq;
using EventNormalization.Ingestion;
using EventNormalization.Storage;
using NodaTime;
using Xunit;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Tests.Storage;

public sealed class FaultPlanTests
{
    private static readonly Instant Noon = At("2024-01-01T12:00:00Z");
    private static readonly FaultPlan Lost = FaultPlan.Always(FaultKind.ThrowAfter);

    [Fact]
    public void The_empty_plan_injects_nothing_and_says_so()
    {
        Assert.True(FaultPlan.None.Decide(Call()).IsNone);
        Assert.Equal("none", FaultPlan.None.ToString());
        Assert.Same("none", FaultPlan.None.Decide(Call()).ToString());
    }

    [Theory]
    [InlineData("none", "none")]
    [InlineData("", "none")]
    [InlineData(" \t\n ", "none")]
    [InlineData("throw-before=0", "none")]
    [InlineData("latency=0ms:0.5", "none")]
    [InlineData("throw-before=1", "throw-before=1")]
    [InlineData("throw-before=0.7 throw-after=0.2 cancel=0.1", "throw-before=0.7 throw-after=0.2 cancel=0.1")]
    [InlineData("  throw-after=.20   seed=0x1F throw-before=1e-1 ", "seed=31 throw-before=0.1 throw-after=0.2")]
    [InlineData("latency=10ms", "latency=10ms:1")]
    [InlineData("latency=1.5s:0.3 seed=18446744073709551615", "seed=18446744073709551615 latency=1500ms:0.3")]
    [InlineData("latency=2min:1", "latency=120000ms:1")]
    [InlineData("latency=0.0001ms", "latency=0.0001ms:1")]
    [InlineData("throw-never=1 only=record,append", "throw-never=1 only=append,record")]
    [InlineData("seed=1 partial=1 then seed=1 cancel=1 then seed=2 cancel=1",
        "seed=1 partial=1 then cancel=1 then seed=2 cancel=1")]
    [InlineData("timeout-before=1 up-to-attempt=3 on-call=7", "timeout-before=1 up-to-attempt=3 on-call=7")]
    [InlineData(
        "throw-before-unknown=1 between=2024-01-01T00:00:00Z/2024-01-01T00:00:00.5Z",
        "throw-before-unknown=1 between=2024-01-01T00:00:00Z/2024-01-01T00:00:00.5Z")]
    public void A_text_is_read_and_written_in_one_way(string text, string written) =>
        Assert.Equal(written, FaultPlan.Parse(text).ToString());

    [Theory]
    [InlineData("seed=7 throw-befor=0.1", 8, "\"throw-befor=0.1\"", "one of the settings seed, throw-before, ")]
    [InlineData("throw-before", 1, "\"throw-before\"", "a setting with a value, such as throw-before=0.1")]
    [InlineData("throw-before=", 1, "\"throw-before=\"", "a setting with a value, such as throw-before=0.1")]
    [InlineData("=1", 1, "\"=1\"", "a setting with a value, such as throw-before=0.1")]
    [InlineData("throw-before=1,5", 1, "\"throw-before=1,5\"", "a rate from 0 to 1, such as 0.1")]
    [InlineData("throw-before=1.01", 1, "\"throw-before=1.01\"", "a rate from 0 to 1, such as 0.1")]
    [InlineData("throw-before=-0.1", 1, "\"throw-before=-0.1\"", "a rate from 0 to 1, such as 0.1")]
    [InlineData("throw-before=NaN", 1, "\"throw-before=NaN\"", "a rate from 0 to 1, such as 0.1")]
    [InlineData("cancel=0.6 partial=0.5", 23, "the end", "rates before it of at most 1 together, not 1.1")]
    [InlineData("cancel=0.1 cancel=0.1", 12, "\"cancel=0.1\"", "each setting once between two \"then\"")]
    [InlineData("seed=7", 7, "the end", "at least one fault before it, such as throw-before=0.1 or latency=10ms:0.3")]
    [InlineData(
        "then cancel=1", 1, "\"then\"", "at least one fault before it, such as throw-before=0.1 or latency=10ms:0.3")]
    [InlineData(
        "cancel=1 then", 14, "the end", "at least one fault before it, such as throw-before=0.1 or latency=10ms:0.3")]
    [InlineData("cancel=1 seed=-1", 10, "\"seed=-1\"", "a whole number from 0 to 2^64 - 1, such as 7 or 0x1f")]
    [InlineData("cancel=1 on-call=0", 10, "\"on-call=0\"", "a whole number from 1 to 9223372036854775807")]
    [InlineData(
        "cancel=1 up-to-attempt=2147483648", 10, "\"up-to-attempt=2147483648\"", "a whole number from 1 to 2147483647")]
    [InlineData(
        "latency=61min", 1, "\"latency=61min\"", "a time up to an hour in ms, s or min and a rate, such as 10ms:0.3")]
    [InlineData("latency=10", 1, "\"latency=10\"", "a time up to an hour in ms, s or min and a rate, such as 10ms:0.3")]
    [InlineData("latency=10ms:2", 1, "\"latency=10ms:2\"", "a rate from 0 to 1, such as 0.1")]
    [InlineData("cancel=1 only=append,apend", 10, "\"only=append,apend\"",
        "operations with commas between them, of append, close, ")]
    [InlineData("cancel=1 for-key=abc", 10, "\"for-key=abc\"",
        "ids or keys of 64 hexadecimal digits, with commas between them")]
    [InlineData(
        "cancel=1 between=2024-01-02T00:00:00Z/2024-01-01T00:00:00Z",
        10,
        "\"between=2024-01-02T00:00:00Z/2024-01-01T00:00:00Z\"",
        "two instants in their order, such as 2024-01-01T00:00:00Z/2024-01-01T00:05:00Z")]
    [InlineData("cancel=1 none", 10, "\"none\"", "a setting with a value, such as throw-before=0.1")]
    public void What_is_no_plan_is_refused_with_where_what_was_found_and_what_was_expected(
        string text, int character, string found, string expected)
    {
        var exception = Assert.Throws<FormatException>(() => FaultPlan.Parse(text));

        Assert.StartsWith(
            $"fault plan, character {character}: found {found}, expected {expected}", exception.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_clause_that_draws_a_kind_decides_and_a_late_call_may_fail_too()
    {
        var plan = FaultPlan.Always(FaultKind.Cancel).Only(StoreOperation.Close)
            .Then(FaultPlan.Latency(1, TimeSpan.FromMilliseconds(5), 1))
            .Then(Lost)
            .Then(FaultPlan.Always(FaultKind.Partial));

        Assert.Equal("latency=5ms throw-after", plan.Decide(Call()).ToString());
        Assert.Equal("latency=5ms cancel", plan.Decide(Call(StoreOperation.Close)).ToString());
    }

    [Fact]
    public void A_plan_is_held_to_operations_attempts_calls_keys_and_times()
    {
        var key = ContentHash.Of("a"u8);

        AssertFaults(Lost.Only(StoreOperation.Append), Call(), Call(StoreOperation.Record));
        AssertFaults(Lost.UpToAttempt(2), Call(attempt: 2), Call(attempt: 3));
        AssertFaults(Lost.OnCall(5), Call(call: 5), Call(call: 6));
        AssertFaults(Lost.ForKey(key), Call(item: key), Call(item: ContentHash.Of("b"u8)));
        AssertFaults(
            Lost.Between(Noon, Noon + Duration.FromSeconds(1)), Call(), Call(now: Noon + Duration.FromSeconds(1)));
        AssertFaults(Lost.Between(Noon, Noon + Duration.FromSeconds(1)), Call(), Call(now: Noon - Duration.Epsilon));
    }

    [Fact]
    public void Two_restrictions_hold_together_and_what_can_never_come_is_left_out()
    {
        var (a, b) = (ContentHash.Of("a"u8), ContentHash.Of("b"u8));
        var hour = Duration.FromHours(1);

        Assert.Equal(FaultPlan.None, Lost.Only(StoreOperation.Append).Only(StoreOperation.Close));
        Assert.Equal(FaultPlan.None, Lost.OnCall(1).OnCall(2));
        Assert.Equal(FaultPlan.None, Lost.ForKey(a).ForKey(b));
        Assert.Equal(FaultPlan.None, Lost.Between(Noon, Noon + hour).Between(Noon + hour, Noon + hour + hour));
        Assert.Equal(Lost.ForKey(b), Lost.ForKey(a, b).ForKey(b));
        Assert.Equal(Lost.UpToAttempt(2), Lost.UpToAttempt(3).UpToAttempt(2));
        Assert.Equal(
            Lost.Only(StoreOperation.Find),
            Lost.Only(StoreOperation.Find, StoreOperation.Acts).Only(StoreOperation.Find));
    }

    [Fact]
    public void What_is_out_of_range_is_refused_at_once()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new FaultRate(FaultKind.None, 0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FaultRate((FaultKind)99, 0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FaultRate(FaultKind.Cancel, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => FaultPlan.Latency(0, TimeSpan.FromTicks(-1), 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => FaultPlan.Latency(0, TimeSpan.FromHours(2), 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => FaultPlan.Latency(0, TimeSpan.FromTicks(1), 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Lost.UpToAttempt(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Lost.OnCall(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Lost.Between(Noon, Noon));
        Assert.Throws<ArgumentOutOfRangeException>(() => Lost.Only((StoreOperation)99));
        Assert.Throws<ArgumentException>(
            () => FaultPlan.Random(1, new FaultRate(FaultKind.Cancel, 0.1), new FaultRate(FaultKind.Cancel, 0.1)));
        Assert.Throws<ArgumentException>(
            () => FaultPlan.Random(1, new FaultRate(FaultKind.Cancel, 0.6), new FaultRate(FaultKind.Partial, 0.6)));
    }

    [Fact]
    public void What_is_drawn_for_a_call_stays_the_same_from_version_to_version()
    {
        var plan = FaultPlan.Parse("seed=7 throw-before=0.3 throw-after=0.3 latency=1ms:0.5");

        var drawn = Enumerable.Range(1, 5).Select(attempt => plan.Decide(Call(attempt: attempt)).ToString());

        Assert.Equal(
            ["throw-before", "latency=1ms throw-after", "latency=1ms throw-before", "throw-before", "throw-after"],
            drawn);
    }

    private static void AssertFaults(FaultPlan plan, FaultContext faulty, FaultContext sound)
    {
        Assert.Equal(FaultKind.ThrowAfter, plan.Decide(faulty).Kind);
        Assert.True(plan.Decide(sound).IsNone);
    }

    private static FaultContext Call(
        StoreOperation operation = StoreOperation.Append,
        int attempt = 1,
        long call = 1,
        ContentHash item = default,
        Instant? now = null) => new()
        {
            Operation = operation,
            Key = ContentHash.Of("key"u8),
            Items = [item],
            Attempt = attempt,
            Call = call,
            Now = now ?? Noon,
        };
}
