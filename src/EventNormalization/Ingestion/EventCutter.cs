using System;
using System.Diagnostics;

namespace EventNormalization.Ingestion;

/// <summary>Finds where deliveries begin and end in bytes that arrive piece by piece.</summary>
/// <remarks>
/// It looks at every byte once: where it stopped for want of bytes, it goes on when there are more. It checks no
/// JSON, but only follows brackets and strings, so that a broken value spoils none of its neighbours.
/// </remarks>
internal struct EventCutter(EventFormat format)
{
    private int _start = -1;
    private int _next;
    private int _depth;
    private bool _isInText;
    private bool _isEscaped;
    private bool _isInArray;

    /// <summary>The number of the line on which the cutter stands, from 1.</summary>
    public long LineNumber { get; private set; } = 1;

    /// <summary>The line on which the delivery found last begins.</summary>
    public long StartLine { get; private set; }

    /// <summary>Where the delivery begins that has not ended yet; behind all bytes if none has begun.</summary>
    public readonly int PendingStart => _start >= 0 ? _start : _next;

    /// <summary>Finds the next delivery.</summary>
    /// <param name="bytes">All bytes from the beginning of the delivery that has not ended yet.</param>
    /// <param name="isEnd">Whether the stream ends behind them.</param>
    /// <param name="start">Where the delivery begins.</param>
    /// <param name="length">How long it is.</param>
    /// <returns>Whether there is one; otherwise more bytes are needed.</returns>
    public bool TryCut(ReadOnlySpan<byte> bytes, bool isEnd, out int start, out int length) =>
        format == EventFormat.Ndjson
            ? TryCutLine(bytes, isEnd, out start, out length)
            : TryCutValue(bytes, isEnd, out start, out length);

    /// <summary>Says that so many bytes at the beginning are gone.</summary>
    public void Forget(int count)
    {
        _next -= count;
        _start = _start < 0 ? -1 : _start - count;
    }

    /// <summary>Says that so many bytes are gone that were looked at last, inside a delivery that has not ended.</summary>
    public void ForgetLast(int count)
    {
        Debug.Assert(_start >= 0);
        Debug.Assert(count <= _next - _start);
        _next -= count;
    }

    private bool TryCutLine(ReadOnlySpan<byte> bytes, bool isEnd, out int start, out int length)
    {
        while (_next < bytes.Length || (isEnd && _start >= 0))
        {
            _start = _start < 0 ? _next : _start;
            var lineEnd = bytes[_next..].IndexOf((byte)'\n');
            if (lineEnd < 0 && !isEnd)
            {
                _next = bytes.Length;
                break;
            }

            var end = lineEnd < 0 ? bytes.Length : _next + lineEnd;
            StartLine = LineNumber;
            (start, length) = (_start, end - _start);
            _next = lineEnd < 0 ? end : end + 1;
            _start = -1;
            LineNumber += lineEnd < 0 ? 0 : 1;
            if (IsBlank(bytes.Slice(start, length)))
            {
                continue;
            }

            length -= lineEnd >= 0 && bytes[end - 1] == '\r' ? 1 : 0;
            return true;
        }

        (start, length) = (0, 0);
        return false;
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) =>
        line.IsEmpty || (line[0] <= ' ' && !line.ContainsAnyExcept(" \t\r"u8));

    private bool TryCutValue(ReadOnlySpan<byte> bytes, bool isEnd, out int start, out int length)
    {
        while (_next < bytes.Length)
        {
            if (_start < 0 && !TryBegin(bytes[_next]))
            {
                _next++;
                continue;
            }

            if (TryEnd(bytes, out var end))
            {
                (start, length) = (_start, end - _start);
                _start = -1;
                return true;
            }
        }

        if (isEnd && _start >= 0)
        {
            (start, length) = (_start, bytes[_start..].TrimEnd(" \t\r\n"u8).Length);
            _start = -1;
            return true;
        }

        (start, length) = (0, 0);
        return false;
    }

    /// <summary>Whether a value begins with this byte; what stands between values is passed over.</summary>
    private bool TryBegin(byte next)
    {
        switch (next)
        {
            case (byte)'\n':
                LineNumber++;
                return false;
            case (byte)' ' or (byte)'\t' or (byte)'\r':
                return false;
            case (byte)'[' when format == EventFormat.JsonArray && !_isInArray:
                _isInArray = true;
                return false;
            case (byte)',' or (byte)']' when format == EventFormat.JsonArray && _isInArray:
                return false;
            default:
                (_start, StartLine, _depth, _isInText, _isEscaped) = (_next, LineNumber, 0, false, false);
                return true;
        }
    }

    /// <summary>Goes on inside a value; true where it ends.</summary>
    private bool TryEnd(ReadOnlySpan<byte> bytes, out int end)
    {
        for (; _next < bytes.Length; _next++)
        {
            var next = bytes[_next];
            LineNumber += next == '\n' ? 1 : 0;
            if (_isInText)
            {
                _isInText = _isEscaped || next != '"';
                _isEscaped = !_isEscaped && next == '\\';
                if (!_isInText && _depth == 0)
                {
                    end = ++_next;
                    return true;
                }

                continue;
            }

            if (IsEndOfScalar(next) && _next > _start)
            {
                end = _next;
                LineNumber -= next == '\n' ? 1 : 0;
                return true;
            }

            _isInText = next == '"';
            _depth += next is (byte)'{' or (byte)'[' ? 1 : 0;
            if (next is (byte)'}' or (byte)']' && --_depth <= 0)
            {
                end = ++_next;
                return true;
            }
        }

        end = 0;
        return false;
    }

    /// <summary>Whether a value without brackets or quotes ends before this byte.</summary>
    private readonly bool IsEndOfScalar(byte next) => _depth == 0
        && next is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)',' or (byte)'{' or (byte)'[' or (byte)'"' or (byte)']';
}
