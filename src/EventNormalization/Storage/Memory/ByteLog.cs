using System;

namespace EventNormalization.Storage;

/// <summary>Keeps copies of many short byte sequences in a few large blocks.</summary>
/// <remarks>Adding is not thread-safe; what was added never changes and may be read by any thread.</remarks>
internal sealed class ByteLog
{
    private const int BlockBytes = 1 << 20;

    private byte[] _block = [];
    private int _used;

    /// <summary>Copies <paramref name="bytes"/>.</summary>
    public ReadOnlyMemory<byte> Add(ReadOnlySpan<byte> bytes)
    {
        // A long sequence has a block of its own, so that it does not waste the rest of the current one.
        if (bytes.Length > BlockBytes / 8)
        {
            return bytes.ToArray();
        }

        if (_block.Length - _used < bytes.Length)
        {
            _block = GC.AllocateUninitializedArray<byte>(BlockBytes);
            _used = 0;
        }

        bytes.CopyTo(_block.AsSpan(_used));
        var kept = _block.AsMemory(_used, bytes.Length);
        _used += bytes.Length;
        return kept;
    }
}
