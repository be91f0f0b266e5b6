using System;
using System.Diagnostics;

namespace EventNormalization.Ingestion;

/// <summary>Finds where deliveries begin and end in bytes that arrive piece by piece.</summary>
/// <remarks>
/// <para>A line that holds one object is the common case and is recognized by its brackets alone. Everything else goes
/// through the grammar of JSON: objects spread over lines, several in one line, arrays of objects.</para>
/// <para>Law: a value continues over the end of a line only as long as it can be JSON. When it turns out broken, the
/// later lines are given back, so a broken value never damages its neighbours.</para>
/// </remarks>
internal sealed partial class EventCutter(EventFormat format)
{
    /// <summary>How much white space may follow a value before the value is emitted without waiting for more.</summary>
    private const int WhiteSpaceHeldMax = 4096;

    private int _start = -1;
    private int _next;
    private int _end;
    private CutterState _state = CutterState.Between;
    private JsonProgress _json;
    private int _records;
    private bool _isShortened;
    private int _cutStart;
    private int _cutLength;

    /// <summary>The number of the current line, from 1.</summary>
    public long LineNumber { get; private set; } = 1;

    /// <summary>The line on which the delivery found last begins.</summary>
    public long StartLine { get; private set; }

    /// <summary>The number of the delivery found last within its line, or its array; from 1.</summary>
    public int RecordNumber { get; private set; } = 1;

    /// <summary>Whether the delivery found last is what is left of an array that broke, without its bracket.</summary>
    public bool IsRestOfArray { get; private set; }

    /// <summary>Whether the delivery found last is an element of an array.</summary>
    public bool IsElement { get; private set; }

    /// <summary>
    /// Whether the last bytes may be dropped, because a delivery has begun and its end was not found yet.
    /// </summary>
    public bool MayShorten => _start >= 0 && _state != CutterState.AfterValue;

    /// <summary>The start of the unfinished delivery; the place to continue at if none has begun.</summary>
    public int PendingStart => _start >= 0 ? _start : _next;

    /// <summary>Finds the next delivery.</summary>
    /// <param name="bytes">All bytes from the beginning of the delivery that has not ended yet.</param>
    /// <param name="isEnd">Whether the stream ends after them.</param>
    /// <param name="start">Where the delivery begins.</param>
    /// <param name="length">How long it is.</param>
    /// <returns>Whether there is one; otherwise more bytes are needed.</returns>
    public bool TryCut(ReadOnlySpan<byte> bytes, bool isEnd, out int start, out int length)
    {
        if (format == EventFormat.Ndjson)
        {
            return TryCutLine(bytes, isEnd, out start, out length);
        }

        if (_state == CutterState.Between && TryCutPlainLine(bytes, out start, out length))
        {
            return true;
        }

        CutStep step;
        do
        {
            step = Step(bytes, isEnd);
        }
        while (step == CutStep.GoOn);
        (start, length) = (_cutStart, _cutLength);
        return step == CutStep.Found;
    }

    /// <summary>Tells the cutter how many bytes were removed from the beginning.</summary>
    public void Forget(int count)
    {
        _next -= count;
        _end = Math.Max(_end - count, 0);
        _start = _start < 0 ? -1 : _start - count;
    }

    /// <summary>
    /// Tells the cutter how many of the bytes that it saw last were removed, inside an unfinished delivery.
    /// </summary>
    public void ForgetLast(int count)
    {
        Debug.Assert(_start >= 0);
        Debug.Assert(count <= _next - _start);
        _next -= count;
        _isShortened = true;
    }

    /// <summary>
    /// Cuts a line that is one object. If brackets inside texts obscure that, the grammar decides.
    /// </summary>
    private bool TryCutPlainLine(ReadOnlySpan<byte> bytes, out int start, out int length)
    {
        start = _next;
        length = 0;
        var rest = bytes[_next..];
        if (rest.IsEmpty || rest[0] != '{')
        {
            return false;
        }

        var depth = 1;
        for (var at = 1; at < rest.Length; at++)
        {
            var hit = rest[at..].IndexOfAny((byte)'{', (byte)'}', (byte)'\n');
            at += hit;
            if (hit < 0 || rest[at] == '\n')
            {
                return false;
            }

            depth += rest[at] == '{' ? 1 : -1;
            if (depth == 0)
            {
                return TryEndPlainLine(rest, at + 1, out length);
            }

            if (rest[at] == '}' && !ContinuesAfterBracket(rest[(at + 1)..]))
            {
                return false;
            }
        }

        return false;
    }

    private static bool ContinuesAfterBracket(ReadOnlySpan<byte> rest)
    {
        var at = 0;
        while (at < rest.Length && rest[at] == ' ')
        {
            at++;
        }

        return at < rest.Length && rest[at] is (byte)',' or (byte)'}' or (byte)']';
    }

    private bool TryEndPlainLine(ReadOnlySpan<byte> rest, int end, out int length)
    {
        length = end;
        var newline = end < rest.Length && rest[end] == '\r' ? end + 1 : end;
        if (newline >= rest.Length || rest[newline] != '\n')
        {
            return false;
        }

        StartLine = LineNumber++;
        (RecordNumber, _records, IsRestOfArray, IsElement) = (_records + 1, 0, false, false);
        _next += newline + 1;
        return true;
    }

    private bool TryCutLine(ReadOnlySpan<byte> bytes, bool isEnd, out int start, out int length)
    {
        while (_next < bytes.Length || (isEnd && _start >= 0))
        {
            if (_start < 0 && !TryBeginLine(bytes, isEnd))
            {
                break;
            }

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
            (_start, _isShortened) = (-1, false);
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

    /// <summary>
    /// Skips what precedes a line without being part of it; false if more bytes are needed.
    /// </summary>
    private bool TryBeginLine(ReadOnlySpan<byte> bytes, bool isEnd)
    {
        var first = bytes[_next];
        if (first is 0 or ByteOrderMark.First or (byte)'\n' or (byte)'\r')
        {
            Skip(bytes, "\0\r\n"u8);
            if (_next == bytes.Length || !TrySkipMark(bytes, isEnd))
            {
                return false;
            }
        }

        _start = _next;
        return _start < bytes.Length;
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) =>
        line.IsEmpty || (line[0] <= ' ' && !line.ContainsAnyExcept(" \t\r"u8));

    /// <summary>Skips such bytes, and counts the lines among them.</summary>
    private void Skip(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> passedOver)
    {
        var rest = bytes[_next..];
        var length = rest.IndexOfAnyExcept(passedOver);
        Advance(bytes, length < 0 ? bytes.Length : _next + length);
    }

    private void Advance(ReadOnlySpan<byte> bytes, int next)
    {
        LineNumber += bytes[_next..next].Count((byte)'\n');
        _next = next;
    }

    /// <summary>
    /// Skips a byte order mark, if there is one; false if more bytes are needed to tell.
    /// </summary>
    private bool TrySkipMark(ReadOnlySpan<byte> bytes, bool isEnd)
    {
        var rest = bytes[_next..];
        if (rest.StartsWith(ByteOrderMark.Utf8))
        {
            _next += ByteOrderMark.Utf8.Length;
            return true;
        }

        return isEnd || rest.Length >= ByteOrderMark.Utf8.Length || !ByteOrderMark.Utf8.StartsWith(rest);
    }
}
