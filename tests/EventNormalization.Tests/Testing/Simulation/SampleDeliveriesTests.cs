using System;
using System.Linq;
using System.Text;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Testing;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Testing.Simulation;

public sealed class SampleDeliveriesTests
{
    [Fact]
    public void The_same_seed_gives_the_same_deliveries_whatever_is_taken_at_once()
    {
        var one = new SampleDeliveries(7).Take(200).Select(Text);
        var other = new SampleDeliveries(7);
        var pieces = Enumerable.Range(0, 200).Select(_ => Text(other.Next()));

        Assert.Equal(one, pieces);
        Assert.NotEqual(one, new SampleDeliveries(8).Take(200).Select(Text));
    }

    [Fact]
    public void The_shares_are_kept_and_a_repetition_is_the_same_event_in_other_words()
    {
        var identifier = new EventIdentifier(EventSchema.Default);
        var read = new SampleDeliveries(7).Take(2_000)
            .Select(utf8 => (Text: Text(utf8),
                Result: identifier.Identify(new RawEvent(utf8, Instant.FromUtc(2024, 6, 1, 0, 0)))))
            .ToArray();

        var understood = read.Where(one => one.Result.Event is not null).ToArray();
        var groups = understood.GroupBy(one => one.Result.Event!.Id).ToArray();
        Assert.InRange(read.Length - understood.Length, 20, 60);
        Assert.InRange(understood.Length - groups.Length, 500, 700);
        Assert.InRange(groups.Count(group => group.Select(one => one.Text).Distinct().Count() > 1), 200, 600);
        Assert.All(read.Except(understood), one => Assert.Equal(
            ["amount.format"], one.Result.Errors.Select(error => error.Code).Distinct()));
    }

    [Fact]
    public void Shares_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SampleDeliveries(1) { DuplicateShare = 1.1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SampleDeliveries(1) { BrokenShare = -0.1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SampleDeliveries(1).Take(-1));
    }

    private static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);
}
