using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace EventNormalization.Ingestion;

/// <summary>The text of a stream, decompressed if it is gzip.</summary>
internal sealed class StreamContent : IDisposable
{
    private readonly CountingStream _received;
    private readonly GzipContent? _unpacked;

    private StreamContent(CountingStream received, GzipContent? unpacked, Stream text)
    {
        _received = received;
        _unpacked = unpacked;
        Text = text;
    }

    /// <summary>The bytes of the text.</summary>
    public Stream Text { get; }

    /// <summary>How many bytes were read from the stream, before decompression.</summary>
    public long BytesRead => _received.BytesRead;

    /// <summary>Looks at the first bytes.</summary>
    /// <exception cref="InvalidDataException">
    /// The stream is neither UTF-8 nor gzip; the message says what it is.
    /// </exception>
    public static async ValueTask<StreamContent> OpenAsync(Stream stream, CancellationToken cancellationToken)
    {
        var received = new CountingStream(stream);
        var first = await FirstBytesAsync(received, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
        if (!ContentKind.IsGzip(first.Span))
        {
            RefuseOther(first);
            return new StreamContent(received, null, received);
        }

        var unpacked = new GzipContent(received);
        var text = new CountingStream(unpacked);
        RefuseOther(await FirstBytesAsync(text, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled));
        return new StreamContent(received, unpacked, text);
    }

    public void Dispose() => _unpacked?.Dispose();

    /// <summary>
    /// Two bytes, and a few more only if those two may begin something other than text: the source may be slow.
    /// </summary>
    private static async ValueTask<ReadOnlyMemory<byte>> FirstBytesAsync(
        CountingStream stream, CancellationToken cancellationToken)
    {
        var first = await stream.PeekAsync(2, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
        return ContentKind.IsDoubtful(first.Span)
            ? await stream.PeekAsync(ContentKind.BytesMax, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled)
            : first;
    }

    private static void RefuseOther(ReadOnlyMemory<byte> first)
    {
        if (ContentKind.Refuse(first.Span) is { } refusal)
        {
            throw new InvalidDataException(refusal);
        }
    }
}
