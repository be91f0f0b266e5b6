using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace EventNormalization.Cli.Input;

/// <summary>Cuts a file at its NUL bytes; the last document may lack its NUL.</summary>
internal sealed class NullTerminatedDocuments(InputFile file)
{
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _searched;
    private int _end;
    private bool _isEnd;

    /// <summary>Reads on; false after the end.</summary>
    /// <exception cref="ToolException">The file cannot be read, or a document is too long.</exception>
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_isEnd)
        {
            return false;
        }

        EnsureCapacity();
        try
        {
            var length = await file.Stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            _end += length;
            _isEnd = length == 0;
        }
        catch (IOException exception)
        {
            throw InputFile.Unreadable(file.Name, exception);
        }

        return true;
    }

    /// <summary>Takes the next document that has been read whole. It is valid until more is read.</summary>
    public bool TryTake(out ReadOnlySpan<byte> document)
    {
        var length = _buffer.AsSpan(_searched, _end - _searched).IndexOf((byte)0);
        if (length >= 0)
        {
            var end = _searched + length;
            document = _buffer.AsSpan(_start, end - _start);
            (_start, _searched) = (end + 1, end + 1);
            return true;
        }

        document = _buffer.AsSpan(_start, _end - _start);
        _searched = _end;
        if (!_isEnd || document.IsEmpty)
        {
            return false;
        }

        (_start, _searched) = (_end, _end);
        return true;
    }

    private void EnsureCapacity()
    {
        var kept = _end - _start;
        if (_start == 0 && _end == _buffer.Length)
        {
            file.RequireShort(_buffer.Length);
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }
        else
        {
            _buffer.AsSpan(_start, kept).CopyTo(_buffer);
            (_start, _searched, _end) = (0, _searched - _start, kept);
        }
    }
}
