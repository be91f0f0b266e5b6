using System;
using System.Buffers;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Api.Reading;
using EventNormalization.Api.Wire;
using EventNormalization.Storage;

namespace EventNormalization.Api.Streaming;

/// <summary>Reads the counts of all deliveries, at most once a second, and sends them when they have changed.</summary>
/// <remarks>Not thread-safe but for <see cref="ShowTo"/>.</remarks>
internal sealed class FeedTotals(
    OutcomeFeed feed, IEventReader events, IFailedEventQueue failedEvents, TimeProvider time)
{
    private static readonly TimeSpan DelayMin = TimeSpan.FromSeconds(1);

    // So much more time passes between two readings than one takes.
    private const int ShareMin = 20;

    private volatile FeedFrame? _last;
    private byte[] _lastJson = [];
    private long _lastLook;
    private TimeSpan _delay;

    /// <summary>Lets a reader begin with what is known.</summary>
    public void ShowTo(FeedReader reader)
    {
        if (_last is { } last && (reader.Topics & FeedTopics.Totals) != 0)
        {
            reader.SetTotals(last);
        }
    }

    /// <summary>Reads them if it is time to, and sends them if they are new.</summary>
    public async ValueTask LookAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        if (_delay > TimeSpan.Zero && time.GetElapsedTime(_lastLook, start) < _delay)
        {
            return;
        }

        var conservation = await Conservation.ReadAsync(events, failedEvents, cancellationToken).ConfigureAwait(false);
        var took = time.GetElapsedTime(start);
        (_lastLook, _delay) = (start, took * ShareMin > DelayMin ? took * ShareMin : DelayMin);
        var json = Write(new StoreStatus(conservation));
        if (!json.AsSpan().SequenceEqual(_lastJson))
        {
            _lastJson = json;
            _last = FeedFrame.Of("totals", json);
            feed.Send(FeedTopics.Totals, _last);
        }
    }

    private static byte[] Write(StoreStatus status)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(bytes, ApiJson.OneLine))
        {
            json.WriteStartObject();
            StatisticsJson.WriteTotal(json, status);
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }
}
