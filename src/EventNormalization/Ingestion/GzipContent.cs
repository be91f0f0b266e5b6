using System;
using System.IO;
using System.IO.Compression;
using System.Threading;
using System.Threading.Tasks;

namespace EventNormalization.Ingestion;

/// <summary>
/// The content of a stream of gzip members (RFC 1952); damage is reported, and never taken for an early end.
/// </summary>
/// <remarks>
/// The framework silently stops at bytes after a member that do not begin another one. It has then not seen the end of
/// the stream, which is how this is detected here. Zeros are the padding of tapes and blocks; every gzip skips them.
/// </remarks>
internal sealed class GzipContent : ReadOnlyStream
{
    private const string Damaged = "it begins as gzip but is damaged; its last part was not read.";

    private readonly CountingStream _received;
    private readonly PaddedStream _packed;
    private readonly GZipStream _members;

    public GzipContent(CountingStream received)
    {
        _received = received;
        _packed = new PaddedStream(received);
        _members = new GZipStream(_packed, CompressionMode.Decompress, leaveOpen: true);
    }

    /// <exception cref="InvalidDataException">The stream is damaged.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var length = await _members.ReadAsync(buffer, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
            var isEnd = length == 0 && !buffer.IsEmpty;
            return !isEnd || await IsWholeAsync(buffer, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled)
                ? length
                : throw new InvalidDataException(Damaged);
        }
        catch (InvalidDataException exception) when (exception.Message != Damaged)
        {
            throw new InvalidDataException(Damaged, exception);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _members.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<bool> IsWholeAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        _received.HasEnded
        || await _packed.EndsInZerosAsync(buffer, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
}
