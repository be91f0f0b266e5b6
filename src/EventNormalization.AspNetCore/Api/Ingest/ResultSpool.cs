using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace EventNormalization.Api.Ingest;

/// <summary>
/// Keeps bytes, in their order, for a reader that is slower than the writer: some in memory, more in a file.
/// </summary>
/// <remarks>
/// One writer and one reader. While the file holds something, all that is written goes there, so what is in memory is
/// always older. The file is a ring that nobody else can open.
/// </remarks>
/// <param name="bytesMax">How many bytes may be unread.</param>
/// <param name="folder">Where the file is made.</param>
/// <param name="memoryBytesMax">How many of them are kept in memory.</param>
internal sealed class ResultSpool(long bytesMax, string folder, int memoryBytesMax) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Queue<ReadOnlyMemory<byte>> _memory = new();
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private FileStream? _file;
    private long _memoryBytes;
    private long _written;
    private long _read;

    /// <summary>Takes bytes; false if too many are unread, and then nothing is taken.</summary>
    /// <exception cref="IOException">There is no room for a file; then nothing is taken.</exception>
    /// <exception cref="UnauthorizedAccessException">No file may be made; then nothing is taken.</exception>
    public async ValueTask<bool> TryWriteAsync(ReadOnlyMemory<byte> bytes)
    {
        if (!TryWriteToMemory(bytes))
        {
            if (Unread + bytes.Length > bytesMax)
            {
                return false;
            }

            await WriteToFileAsync(bytes).ConfigureAwait(false);
        }

        _changes.Writer.TryWrite(true);
        return true;
    }

    /// <summary>Takes the last bytes, however many are unread.</summary>
    public void End(ReadOnlyMemory<byte> last)
    {
        Last = last.ToArray();
        _changes.Writer.Complete();
    }

    /// <summary>What is written after everything else.</summary>
    public ReadOnlyMemory<byte> Last { get; private set; }

    /// <summary>Takes out the next bytes; 0 at the end.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer)
    {
        while (true)
        {
            if (TryReadFromMemory(buffer.Span, out var count))
            {
                return count;
            }

            var (offset, length) = NextInFile(buffer.Length);
            if (length > 0)
            {
                count = await RandomAccess.ReadAsync(_file!.SafeFileHandle, buffer[..length], offset)
                    .ConfigureAwait(false);
                Advance(count);
                return count;
            }

            // What was written before the end is there when the end is seen.
            if (!await _changes.Reader.WaitToReadAsync().ConfigureAwait(false) && Unread == 0)
            {
                return 0;
            }

            _changes.Reader.TryRead(out _);
        }
    }

    public ValueTask DisposeAsync() => _file?.DisposeAsync() ?? default;

    private long Unread
    {
        get
        {
            lock (_lock)
            {
                return _written - _read + _memoryBytes;
            }
        }
    }

    private bool TryWriteToMemory(ReadOnlyMemory<byte> bytes)
    {
        lock (_lock)
        {
            if (_written > _read || _memoryBytes + bytes.Length > Math.Min(memoryBytesMax, bytesMax))
            {
                return false;
            }

            _memory.Enqueue(bytes.ToArray());
            _memoryBytes += bytes.Length;
            return true;
        }
    }

    private bool TryReadFromMemory(Span<byte> buffer, out int count)
    {
        lock (_lock)
        {
            count = 0;
            while (count < buffer.Length && _memory.TryDequeue(out var next))
            {
                var length = Math.Min(next.Length, buffer.Length - count);
                next.Span[..length].CopyTo(buffer[count..]);
                count += length;
                if (length < next.Length)
                {
                    PutBack(next[length..]);
                }
            }

            _memoryBytes -= count;
            return count > 0;
        }
    }

    private void PutBack(ReadOnlyMemory<byte> rest)
    {
        ReadOnlyMemory<byte>[] later = [.. _memory];
        _memory.Clear();
        _memory.Enqueue(rest);
        foreach (var one in later)
        {
            _memory.Enqueue(one);
        }
    }

    private async ValueTask WriteToFileAsync(ReadOnlyMemory<byte> bytes)
    {
        _file ??= OpenFile();
        for (var (offset, rest) = (_written % bytesMax, bytes); !rest.IsEmpty;)
        {
            var length = (int)Math.Min(rest.Length, bytesMax - offset);
            await RandomAccess.WriteAsync(_file.SafeFileHandle, rest[..length], offset).ConfigureAwait(false);
            (offset, rest) = (0, rest[length..]);
        }

        lock (_lock)
        {
            _written += bytes.Length;
        }
    }

    private (long Offset, int Length) NextInFile(int lengthMax)
    {
        lock (_lock)
        {
            // Both may have come since memory was found empty; what is there is older.
            var offset = _read % bytesMax;
            var length = _memory.Count > 0 ? 0 : Math.Min(_written - _read, bytesMax - offset);
            return (offset, (int)Math.Min(length, lengthMax));
        }
    }

    private void Advance(int count)
    {
        lock (_lock)
        {
            _read += count;
        }
    }

    private FileStream OpenFile()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 0,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var path = Path.Combine(folder, "eventnorm-" + Path.GetRandomFileName());
        var file = new FileStream(path, options);
        if (!OperatingSystem.IsWindows())
        {
            // An open file needs no name here, so not even a killed process leaves one behind.
            File.Delete(path);
        }

        return file;
    }
}
