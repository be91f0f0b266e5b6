using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using EventNormalization.Ingestion;

namespace EventNormalization.Api.Ingest;

/// <summary>The deliveries of a body that is in memory, cut as the tool cuts a file.</summary>
/// <remarks>They are valid until it is disposed.</remarks>
internal sealed class BodyDeliveries : IDisposable
{
    private readonly List<RawEventBatch> _batches = [];

    private BodyDeliveries(bool isArray) => IsArray = isArray;

    /// <summary>The deliveries in order; none in a body of white space, or an empty array.</summary>
    public ReadOnlyMemory<RawEvent> Events { get; private set; }

    /// <summary>Whether the body begins as an array, so that it is answered with a list whatever is in it.</summary>
    public bool IsArray { get; }

    /// <summary>Whether there are more than were allowed; those that there are must not be used.</summary>
    public bool IsTooMany { get; private set; }

    /// <summary>Cuts a body.</summary>
    /// <param name="body">The bytes; they must not change until the result is disposed.</param>
    /// <param name="time">Tells when it was received.</param>
    /// <param name="countMax">How many deliveries there may be.</param>
    /// <exception cref="InvalidDataException">It is not UTF-8; the message names what it is.</exception>
    public static async ValueTask<BodyDeliveries> CutAsync(ReadOnlyMemory<byte> body, TimeProvider time, int countMax)
    {
        var deliveries = new BodyDeliveries(BeginsArray(body.Span));
        MemoryMarshal.TryGetArray(body, out var bytes);
        using var stream = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
        var options = new EventReaderOptions { BatchBytes = body.Length, EventBytesMax = body.Length };
        try
        {
            await deliveries.ReadAsync(new EventReader(options, time), stream, countMax).ConfigureAwait(false);
            return deliveries;
        }
        catch
        {
            deliveries.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Events = default;
        foreach (var batch in _batches)
        {
            batch.Dispose();
        }

        _batches.Clear();
    }

    private static bool BeginsArray(ReadOnlySpan<byte> body)
    {
        var rest = body.StartsWith("\uFEFF"u8) ? body[3..] : body;
        var first = rest.IndexOfAnyExcept(" \t\r\n\0"u8);
        return first >= 0 && rest[first] == '[';
    }

    private async ValueTask ReadAsync(EventReader reader, MemoryStream stream, int countMax)
    {
        var count = 0;
        await foreach (var batch in reader.ReadAsync(stream).ConfigureAwait(false))
        {
            _batches.Add(batch);
            count += batch.Events.Length;
            if (count > countMax)
            {
                IsTooMany = true;
                return;
            }
        }

        Events = _batches.Count == 1 ? _batches[0].Events : Joined(count);
    }

    private RawEvent[] Joined(int count)
    {
        var all = new RawEvent[count];
        var next = 0;
        foreach (var batch in _batches)
        {
            batch.Events.CopyTo(all.AsMemory(next));
            next += batch.Events.Length;
        }

        return all;
    }
}
