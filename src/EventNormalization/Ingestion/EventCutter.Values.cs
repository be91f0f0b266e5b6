using System;

namespace EventNormalization.Ingestion;

/// <content>Values outside of arrays, and lines that are none.</content>
internal sealed partial class EventCutter
{
    private CutStep Step(ReadOnlySpan<byte> bytes, bool isEnd) => _state switch
    {
        CutterState.Between => Begin(bytes, isEnd),
        CutterState.Value => FollowValue(bytes, isEnd),
        CutterState.AfterValue => EndValue(bytes, isEnd),
        CutterState.RestOfLine => EndLine(bytes, isEnd),
        CutterState.Element => FollowElement(bytes, isEnd),
        CutterState.AfterElement => EndElement(bytes, isEnd),
        CutterState.Commas => EndCommas(bytes, isEnd),
        _ => BeginElement(bytes, isEnd),
    };

    /// <summary>
    /// Skips what is between values: white space, byte order marks, and the NULs of a file that was truncated while it
    /// was written.
    /// </summary>
    private CutStep Begin(ReadOnlySpan<byte> bytes, bool isEnd)
    {
        var line = LineNumber;
        Skip(bytes, " \t\r\n\0"u8);
        _records = line == LineNumber ? _records : 0;
        if (_next == bytes.Length)
        {
            return CutStep.NeedMore;
        }

        var first = bytes[_next];
        if (first == ByteOrderMark.First)
        {
            var before = _next;
            if (!TrySkipMark(bytes, isEnd))
            {
                return CutStep.NeedMore;
            }

            if (_next != before)
            {
                return CutStep.GoOn;
            }
        }

        if (_isInBrokenArray && first is (byte)',' or (byte)']')
        {
            return PassArrayEnd(first);
        }

        if (TryCutPlainLine(bytes, out _cutStart, out _cutLength))
        {
            return CutStep.Found;
        }

        BeginValue(first);
        return CutStep.GoOn;
    }

    /// <summary>Begins a value that is not one plain line.</summary>
    private void BeginValue(byte first)
    {
        (_start, StartLine) = (_next, LineNumber);
        if (first == '[')
        {
            BeginArray();
            return;
        }

        _json.Begin();
        _state = first == '{' ? CutterState.Value : CutterState.RestOfLine;
    }

    private CutStep FollowValue(ReadOnlySpan<byte> bytes, bool isEnd)
    {
        var step = Follow(bytes);
        if (step == JsonStep.Whole)
        {
            (_end, _state) = (_next, CutterState.AfterValue);
            return CutStep.GoOn;
        }

        return step == JsonStep.Open && !isEnd ? CutStep.NeedMore : Break(bytes, isArray: false);
    }

    private JsonStep Follow(ReadOnlySpan<byte> bytes)
    {
        var next = _next;
        var step = _json.Follow(bytes, ref next);
        Advance(bytes, next);
        return step;
    }

    /// <summary>
    /// A value is taken where its line ends or another value follows; else its whole line is one delivery.
    /// </summary>
    private CutStep EndValue(ReadOnlySpan<byte> bytes, bool isEnd)
    {
        Skip(bytes, " \t\r"u8);
        var isHeldLongEnough = _next - _end >= WhiteSpaceHeldMax;
        if (_next == bytes.Length && !isEnd && !isHeldLongEnough)
        {
            return CutStep.NeedMore;
        }

        if (_next < bytes.Length && !isHeldLongEnough && !MayFollow(bytes[_next]))
        {
            _state = CutterState.RestOfLine;
            return CutStep.GoOn;
        }

        if (!_isNothing)
        {
            return Found(_start, _end - _start);
        }

        (_start, _isNothing, _isShortened, _state) = (-1, false, false, CutterState.Between);
        return CutStep.GoOn;
    }

    private bool MayFollow(byte next) => next is (byte)'\n' or (byte)'{' or (byte)'[' or 0 or ByteOrderMark.First
        || (_isInBrokenArray && next is (byte)',' or (byte)']');

    private CutStep EndLine(ReadOnlySpan<byte> bytes, bool isEnd)
    {
        var length = bytes[_next..].IndexOf((byte)'\n');
        _next = length < 0 ? bytes.Length : _next + length;
        if (length < 0 && !isEnd)
        {
            return CutStep.NeedMore;
        }

        _isNothing = false;
        return Found(_start, bytes[_start.._next].TrimEnd("\r\n"u8).Length);
    }

    /// <summary>
    /// Gives back the lines from the first one that looks like the beginning of a value; without such a line, the
    /// delivery ends with the line of its syntax error.
    /// </summary>
    private CutStep Break(ReadOnlySpan<byte> bytes, bool isArray)
    {
        _state = CutterState.RestOfLine;
        _isInBrokenArray = isArray;
        var lineStart = _isShortened ? 0 : NextLine(bytes, _start);
        while (lineStart > 0)
        {
            if (LooksLikeBeginning(bytes[lineStart], isArray))
            {
                var length = bytes[_start..lineStart].TrimEnd("\r\n"u8).Length;
                (LineNumber, _next) = (StartLine + bytes[_start..lineStart].Count((byte)'\n'), lineStart);
                var step = Found(_start, length);
                _records = 0;
                return step;
            }

            lineStart = NextLine(bytes, lineStart);
        }

        return CutStep.GoOn;
    }

    /// <summary>The start of the next line, if the cutter has already passed it; else 0.</summary>
    private int NextLine(ReadOnlySpan<byte> bytes, int from)
    {
        var length = bytes[from.._next].IndexOf((byte)'\n');
        return length < 0 || from + length + 1 >= bytes.Length ? 0 : from + length + 1;
    }

    /// <summary>
    /// Whether a line begins a new value; an indented line belongs to the value before it, as pretty-printers write it.
    /// </summary>
    private static bool LooksLikeBeginning(byte first, bool isArray) => isArray
        ? first is (byte)'{' or (byte)'['
        : first is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'
            or (byte)'}' or (byte)']' or (byte)',' or (byte)'"');

    private CutStep Found(int start, int length)
    {
        (_cutStart, _cutLength, RecordNumber) = (start, length, ++_records);
        (IsRestOfArray, IsElement) = (_isRestOfArray, false);
        (_start, _isShortened, _isRestOfArray, _state) = (-1, false, false, CutterState.Between);
        return CutStep.Found;
    }
}
