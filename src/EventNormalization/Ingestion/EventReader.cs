using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using System.Threading;
using NodaTime;

namespace EventNormalization.Ingestion;

/// <summary>Cuts streams into deliveries, in bounded memory, without looking at what they mean.</summary>
/// <remarks>
/// <para>JSON objects one a line, one after the other, spread over lines or in arrays (RFC 8259); gzip (RFC 1952) is
/// seen by its first two bytes. Byte order marks and NULs before a value are skipped.</para>
/// <para>Law: apart from these, white space, and commas and brackets between values, every byte of the stream is in one
/// delivery, and a broken delivery never damages its neighbours. The complete elements of a broken array are delivered;
/// the rest of the line on which it broke is one more delivery, and reading continues with the next line.</para>
/// <para>Thread-safe; each stream is read by one caller. .NET reads truncated gzip as if it were complete, unless the
/// host sets the switch <c>System.IO.Compression.UseStrictValidation</c>.</para>
/// </remarks>
public sealed class EventReader
{
    private readonly EventReaderOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Makes a reader of streams.</summary>
    /// <param name="options">How streams are cut.</param>
    /// <param name="time">Tells when deliveries are received.</param>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="options"/> or <paramref name="time"/> is null.
    /// </exception>
    public EventReader(EventReaderOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        _options = options;
        _time = time;
    }

    /// <summary>Reads a stream up to its end.</summary>
    /// <param name="stream">The stream; it is not disposed.</param>
    /// <param name="cancellationToken">Ends the reading, also while the stream lets it wait.</param>
    /// <returns>Batches with at least one delivery each; each one must be disposed.</returns>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    /// <exception cref="InvalidDataException">
    /// The stream is damaged gzip (thrown after the deliveries that could be read), or it is neither UTF-8 nor gzip;
    /// the message names what it is.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public async IAsyncEnumerable<RawEventBatch> ReadAsync(
        Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var source = new CancellableStream(stream);
        var content = await StreamContent.OpenAsync(source, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
        var window = new StreamWindow(content.Text, _options.BatchBytes);
        try
        {
            var batches = new BatchCutter(window, new EventCutter(_options.Format), _options);
            while (true)
            {
                // Cut what has arrived before waiting for more, since the source may be slow.
                while (batches.TryCut(Instant.FromDateTimeOffset(_time.GetUtcNow()), content.BytesRead, out var batch))
                {
                    yield return batch;
                }

                if (window.IsEnd)
                {
                    break;
                }

                await window.FillAsync(cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
            }
        }
        finally
        {
            // An abandoned read may still write into the buffer that it was given.
            if (!source.IsAbandoned)
            {
                content.Dispose();
                window.Dispose();
            }
        }
    }
}
