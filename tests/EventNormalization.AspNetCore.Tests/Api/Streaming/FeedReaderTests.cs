using System;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Api.Streaming;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace EventNormalization.AspNetCore.Tests.Api.Streaming;

public sealed class FeedReaderTests
{
    [Fact]
    public void A_slow_reader_loses_what_does_not_fit_and_is_told_how_much_where_it_is_missing()
    {
        var reader = new FeedReader(FeedTopics.All);
        for (var i = 0; i < FeedReader.FramesMax + 7; i++)
        {
            reader.Add(FeedFrame.Of("outcome", "{}"u8));
        }

        var first = reader.TakeAll();
        reader.Add(FeedFrame.Of("outcome", "{}"u8));
        var second = reader.TakeAll();

        Assert.Equal(FeedReader.FramesMax + 1, first.Count);
        Assert.Equal("event: dropped\ndata: {\"count\":7}\n\n", TextOf(first[^1]));
        Assert.Equal("event: outcome\ndata: {}\n\n", TextOf(Assert.Single(second)));
    }

    [Fact]
    public void However_much_comes_a_reader_that_takes_nothing_holds_no_more_than_half_a_mebibyte()
    {
        var reader = new FeedReader(FeedTopics.All);
        var large = FeedFrame.Of("outcome", new byte[10_000].Select(_ => (byte)'x').ToArray());
        for (var i = 0; i < 1_000; i++)
        {
            reader.Add(large);
        }

        var taken = reader.TakeAll();

        Assert.InRange(taken.Sum(frame => frame.Utf8.Length), 400_000, FeedReader.BytesMax + 100);
        Assert.Equal($"event: dropped\ndata: {{\"count\":{1_001 - taken.Count}}}\n\n", TextOf(taken[^1]));
    }

    [Fact]
    public void Of_totals_only_the_newest_wait()
    {
        var reader = new FeedReader(FeedTopics.All);
        reader.SetTotals(FeedFrame.Of("totals", "1"u8));
        reader.SetTotals(FeedFrame.Of("totals", "2"u8));

        Assert.Equal("event: totals\ndata: 2\n\n", TextOf(Assert.Single(reader.TakeAll())));
    }

    [Fact]
    public async Task Waiting_ends_when_something_comes_or_when_it_is_time_for_a_sign_of_life()
    {
        var time = new FakeTimeProvider();
        var reader = new FeedReader(FeedTopics.All);

        var idle = reader.WaitAsync(StreamSession.HeartbeatDelay, time, CancellationToken.None).AsTask();
        Assert.False(idle.IsCompleted);
        time.Advance(StreamSession.HeartbeatDelay);
        Assert.False(await idle);
        var busy = reader.WaitAsync(StreamSession.HeartbeatDelay, time, CancellationToken.None);
        reader.Add(FeedFrame.Of("outcome", "{}"u8));
        Assert.True(await busy);
    }

    [Fact]
    public void Nothing_is_made_for_nobody()
    {
        var feed = new OutcomeFeed(new FakeTimeProvider());
        var result = new Pipeline.IngestResult { Outcome = Pipeline.IngestOutcome.Duplicate };
        feed.Publish(result);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 10_000; i++)
        {
            feed.Publish(result);
        }

        // The runtime may allocate a little of its own as it compiles the loop; an object a call would be 240 KB.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000);
    }

    private static string TextOf(FeedFrame frame) => Encoding.UTF8.GetString(frame.Utf8.Span);
}
