using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using NodaTime;

namespace EventNormalization.Ingestion;

/// <summary>Cuts streams into deliveries, in bounded memory, without looking at what they mean.</summary>
/// <remarks>
/// <para>NDJSON (one JSON text a line), one JSON array (RFC 8259) and concatenated JSON; gzip (RFC 1952) is seen by its
/// first two bytes; a byte order mark at the beginning is no part of the first delivery.</para>
/// <para>Law: apart from white space, commas and brackets between values, every byte of the stream is in one delivery,
/// and a broken delivery spoils none of its neighbours. Thread-safe; each stream is read by one caller.</para>
/// <para>.NET takes gzip that was cut for shorter gzip, unless the host sets the switch
/// <c>System.IO.Compression.UseStrictValidation</c>.</para>
/// </remarks>
public sealed class EventReader
{
    private const byte GzipFirst = 0x1F;
    private const byte GzipSecond = 0x8B;
    private readonly EventReaderOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Makes a reader of streams.</summary>
    /// <param name="options">How streams are cut.</param>
    /// <param name="time">Tells when deliveries are received.</param>
    public EventReader(EventReaderOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        _options = options;
        _time = time;
    }

    /// <summary>Reads a stream up to its end.</summary>
    /// <param name="stream">The stream; it is not disposed.</param>
    /// <param name="cancellationToken">Ends the reading between two batches.</param>
    /// <returns>Batches with at least one delivery each; each one must be disposed.</returns>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    /// <exception cref="InvalidDataException">The stream begins as gzip and is damaged.</exception>
    public async IAsyncEnumerable<RawEventBatch> ReadAsync(
        Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var counted = new CountingStream(stream);
        var first = await counted.PeekAsync(cancellationToken).ConfigureAwait(ContextCapture.Continue);
        var isGzip = first.Span.SequenceEqual((ReadOnlySpan<byte>)[GzipFirst, GzipSecond]);
        var content = isGzip ? new GZipStream(counted, CompressionMode.Decompress, leaveOpen: true) : (Stream)counted;
        try
        {
            using var window = new StreamWindow(content, _options.BatchBytes);
            await window.StripByteOrderMarkAsync(cancellationToken).ConfigureAwait(ContextCapture.Continue);
            var format = await FindFormatAsync(window, cancellationToken).ConfigureAwait(ContextCapture.Continue);
            var batches = new BatchCutter(window, new EventCutter(format), _options);
            while (true)
            {
                // What is there is cut before more is waited for, since the source may be a slow one.
                if (batches.TryCut(Instant.FromDateTimeOffset(_time.GetUtcNow()), counted.BytesRead, out var batch))
                {
                    yield return batch;
                }

                if (window.IsEnd)
                {
                    break;
                }

                await window.FillAsync(cancellationToken).ConfigureAwait(ContextCapture.Continue);
            }
        }
        finally
        {
            if (isGzip)
            {
                await content.DisposeAsync().ConfigureAwait(ContextCapture.Continue);
            }
        }
    }

    /// <summary>An array is meant when the first line begins one and does not end it.</summary>
    private async ValueTask<EventFormat> FindFormatAsync(StreamWindow window, CancellationToken cancellationToken)
    {
        if (_options.Format != EventFormat.Detect)
        {
            return _options.Format;
        }

        var lineEnd = FirstLineEnd(window.Bytes);
        while (lineEnd < 0 && !window.IsEnd && window.Length <= _options.EventBytesMax)
        {
            await window.FillAsync(cancellationToken).ConfigureAwait(ContextCapture.Continue);
            lineEnd = FirstLineEnd(window.Bytes);
        }

        var line = lineEnd < 0 ? window.Bytes : window.Bytes[..lineEnd];
        return BeginsArray(line) ? EventFormat.JsonArray : EventFormat.Ndjson;
    }

    /// <summary>Where the first line ends that is not blank; -1 if it has not ended yet.</summary>
    private static int FirstLineEnd(ReadOnlySpan<byte> bytes)
    {
        var start = bytes.IndexOfAnyExcept(" \t\r\n"u8);
        var length = start < 0 ? -1 : bytes[start..].IndexOf((byte)'\n');
        return length < 0 ? -1 : start + length;
    }

    private static bool BeginsArray(ReadOnlySpan<byte> line)
    {
        line = line.Trim(" \t\r\n"u8);
        if (!line.StartsWith((byte)'['))
        {
            return false;
        }

        var cutter = new EventCutter(EventFormat.Concatenated);
        var isComplete = cutter.TryCut(line, isEnd: false, out _, out var length) && length == line.Length;
        return !isComplete;
    }
}
