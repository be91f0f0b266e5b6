using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace EventNormalization.Tests.Ingestion;

/// <summary>Gives its bytes and then nothing more, not even an end, whoever asks to be let go.</summary>
internal sealed class StalledStream(byte[] bytes) : MemoryStream(bytes)
{
    private readonly TaskCompletionSource<int> _never = new();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Position < Length ? base.ReadAsync(buffer, CancellationToken.None) : new ValueTask<int>(_never.Task);
}
