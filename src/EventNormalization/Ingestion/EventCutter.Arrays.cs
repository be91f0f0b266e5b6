using System;

namespace EventNormalization.Ingestion;

/// <content>Arrays, whose elements are deliveries as soon as one of them is an object.</content>
/// <remarks>
/// Until an object is found, the array is one unfinished delivery; an array without objects is refused as a whole. Once
/// there is one, the elements before it are cut again, one by one.
/// </remarks>
internal sealed partial class EventCutter
{
    private long _arrayLine;
    private int _arrayRecords;
    private bool _hasObject;
    private bool _hasElement;
    private bool _isNothing;
    private bool _isRestOfArray;
    private bool _isInBrokenArray;

    private void BeginArray()
    {
        (_arrayLine, _arrayRecords) = (LineNumber, _records);
        (_hasObject, _hasElement, _isInBrokenArray) = (false, false, false);
        _next++;
        _state = CutterState.ElementOrEnd;
    }

    private CutStep BeginElement(ReadOnlySpan<byte> bytes, bool isEnd)
    {
        Skip(bytes, " \t\r\n"u8);
        if (_next == bytes.Length)
        {
            return isEnd ? BreakArray(bytes) : CutStep.NeedMore;
        }

        switch (bytes[_next])
        {
            case (byte)',':
                return BeginCommas(bytes);
            case (byte)']':
                return EndArrayAtElement();
            case (byte)'{' when !_hasObject:
                return BeginFirstObject();
            default:
                _json.Begin();
                _state = CutterState.Element;
                BeginDelivery();
                return CutStep.GoOn;
        }
    }

    /// <summary>Elements are deliveries in an array with an object; without one, the array itself is.</summary>
    private void BeginDelivery()
    {
        if (_hasObject)
        {
            (_start, StartLine) = (_next, LineNumber);
        }
    }

    private CutStep BeginFirstObject()
    {
        _hasObject = true;
        if (_isShortened)
        {
            // Part of what came before it is gone, so it cannot be cut again.
            var step = Found(_start, _next - _start);
            _state = CutterState.ElementOrEnd;
            return step;
        }

        if (_hasElement)
        {
            (_next, LineNumber, _records) = (_start + 1, _arrayLine, _arrayRecords);
        }

        (_start, _state) = (-1, CutterState.ElementOrEnd);
        return CutStep.GoOn;
    }

    private CutStep FollowElement(ReadOnlySpan<byte> bytes, bool isEnd)
    {
        var step = Follow(bytes);
        if (step != JsonStep.Whole)
        {
            return step == JsonStep.Open && !isEnd ? CutStep.NeedMore : BreakArray(bytes);
        }

        _hasElement = true;
        var cut = _hasObject ? Found(_start, _next - _start) : CutStep.GoOn;
        IsElement = _hasObject;
        _state = CutterState.AfterElement;
        return cut;
    }

    private CutStep EndElement(ReadOnlySpan<byte> bytes, bool isEnd)
    {
        Skip(bytes, " \t\r\n"u8);
        if (_next == bytes.Length)
        {
            return isEnd ? BreakArray(bytes) : CutStep.NeedMore;
        }

        switch (bytes[_next])
        {
            case (byte)',':
                _next++;
                _state = CutterState.AfterComma;
                return CutStep.GoOn;
            case (byte)']':
                return EndArray();
            default:
                return BreakArray(bytes);
        }
    }

    /// <summary>A comma where an element should stand.</summary>
    private CutStep BeginCommas(ReadOnlySpan<byte> bytes)
    {
        _hasElement = true;
        BeginDelivery();
        Skip(bytes, " \t\r\n,"u8);
        _state = _hasObject ? CutterState.Commas : CutterState.AfterComma;
        return CutStep.GoOn;
    }

    /// <summary>Commas with nothing between them are one delivery, however many there are.</summary>
    private CutStep EndCommas(ReadOnlySpan<byte> bytes, bool isEnd)
    {
        Skip(bytes, " \t\r\n,"u8);
        if (_next == bytes.Length && !isEnd)
        {
            return CutStep.NeedMore;
        }

        var step = Found(_start, bytes[_start.._next].TrimEnd(" \t\r\n"u8).Length);
        _state = CutterState.ElementOrEnd;
        return step;
    }

    private CutStep EndArrayAtElement()
    {
        if (_state == CutterState.ElementOrEnd || !_hasObject)
        {
            return EndArray();
        }

        // The comma before it promised an element.
        BeginDelivery();
        _next++;
        return Found(_start, 1);
    }

    private CutStep EndArray()
    {
        _next++;
        if (_hasObject)
        {
            (_start, _state) = (-1, CutterState.Between);
            return CutStep.GoOn;
        }

        (_end, _isNothing, _state) = (_next, !_hasElement, CutterState.AfterValue);
        return CutStep.GoOn;
    }

    private CutStep BreakArray(ReadOnlySpan<byte> bytes)
    {
        if (_hasObject)
        {
            _isRestOfArray = true;
            if (_start < 0)
            {
                (_start, StartLine) = (_next, _next == bytes.Length ? _arrayLine : LineNumber);
            }
        }

        return Break(bytes, isArray: true);
    }

    /// <summary>After a syntax error, the array's commas and its end have no meaning.</summary>
    private CutStep PassArrayEnd(byte first)
    {
        _isInBrokenArray = first != ']';
        _next++;
        return CutStep.GoOn;
    }
}
