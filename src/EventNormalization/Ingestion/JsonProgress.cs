using System;
using System.Buffers;

namespace EventNormalization.Ingestion;

/// <summary>
/// Follows one JSON value (RFC 8259) through bytes that arrive in pieces, up to its end or its first error.
/// </summary>
/// <remarks>
/// It checks the grammar, but not whether texts are UTF-8, names are unique or numbers are in range: the reader of the
/// event does. A level deeper than <see cref="DepthMax"/> counts as a break.
/// </remarks>
internal struct JsonProgress
{
    /// <summary>How many levels are followed.</summary>
    public const int DepthMax = 64;

    private static readonly SearchValues<byte> EndsOfPlainText = SearchValues.Create(
        [.. "\"\\"u8, .. ControlCharacters()]);

    private ulong _objects;
    private int _depth;
    private State _state;
    private bool _isName;
    private int _hexDigitsLeft;
    private JsonScalar _scalar;

    private enum State
    {
        Value,
        ValueOrEnd,
        NameOrEnd,
        Name,
        Colon,
        CommaOrEnd,
        Text,
        Escape,
        HexDigits,
        Scalar,
    }

    /// <summary>Begins with a new value.</summary>
    public void Begin() => (_depth, _state) = (0, State.Value);

    /// <summary>Goes on; <paramref name="next"/> is then after the value, or at the byte that breaks it.</summary>
    public JsonStep Follow(ReadOnlySpan<byte> bytes, ref int next)
    {
        while (next < bytes.Length)
        {
            if (_state == State.Text)
            {
                var length = bytes[next..].IndexOfAny(EndsOfPlainText);
                next = length < 0 ? bytes.Length : next + length;
                if (length < 0)
                {
                    break;
                }
            }

            var step = _state == State.Scalar ? EndScalar(bytes[next]) : Take(bytes[next]);
            if (step == JsonStep.Broken)
            {
                return step;
            }

            if (step == JsonStep.Whole && _state == State.Scalar)
            {
                // A number ends before the byte that ends it.
                _state = State.CommaOrEnd;
            }
            else
            {
                next++;
            }

            if (step == JsonStep.Whole && _depth == 0)
            {
                return JsonStep.Whole;
            }
        }

        return JsonStep.Open;
    }

    private static byte[] ControlCharacters()
    {
        var characters = new byte[' '];
        for (var i = 0; i < characters.Length; i++)
        {
            characters[i] = (byte)i;
        }

        return characters;
    }

    private JsonStep EndScalar(byte next) => _scalar.TryContinue(next) ? JsonStep.Open
        : _scalar.IsWhole && (IsBlank(next) || next is (byte)',' or (byte)']' or (byte)'}') ? JsonStep.Whole
        : JsonStep.Broken;

    private static bool IsBlank(byte next) => next is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t';

    private JsonStep Take(byte next)
    {
        if (_state < State.Text && IsBlank(next))
        {
            return JsonStep.Open;
        }

        return _state switch
        {
            State.Value => BeginValue(next),
            State.ValueOrEnd => next == ']' ? End() : BeginValue(next),
            State.NameOrEnd => next == '}' ? End() : BeginName(next),
            State.Name => BeginName(next),
            State.Colon => Go(next == ':', State.Value),
            State.CommaOrEnd => EndOrGoOn(next),
            State.Text => LeaveText(next),
            State.Escape => TakeEscape(next),
            _ => TakeHexDigit(next),
        };
    }

    private JsonStep Go(bool isRight, State state)
    {
        _state = state;
        return isRight ? JsonStep.Open : JsonStep.Broken;
    }

    private JsonStep BeginValue(byte next)
    {
        switch (next)
        {
            case (byte)'{' or (byte)'[':
                return BeginLevel(next == '{');
            case (byte)'"':
                _isName = false;
                return Go(true, State.Text);
            default:
                return Go(_scalar.TryBegin(next), State.Scalar);
        }
    }

    private JsonStep BeginLevel(bool isObject)
    {
        if (_depth == DepthMax)
        {
            return JsonStep.Broken;
        }

        _objects = (_objects << 1) | (isObject ? 1UL : 0UL);
        _depth++;
        return Go(true, isObject ? State.NameOrEnd : State.ValueOrEnd);
    }

    private JsonStep BeginName(byte next)
    {
        _isName = true;
        return Go(next == '"', State.Text);
    }

    private JsonStep EndOrGoOn(byte next)
    {
        var isObject = (_objects & 1) != 0;
        return next == ',' ? Go(true, isObject ? State.Name : State.Value)
            : next == (isObject ? '}' : ']') ? End()
            : JsonStep.Broken;
    }

    private JsonStep End()
    {
        _objects >>= 1;
        _depth--;
        _state = State.CommaOrEnd;
        return JsonStep.Whole;
    }

    private JsonStep LeaveText(byte next)
    {
        if (next != '"')
        {
            return Go(next == '\\', State.Escape);
        }

        _state = _isName ? State.Colon : State.CommaOrEnd;
        return _isName ? JsonStep.Open : JsonStep.Whole;
    }

    private JsonStep TakeEscape(byte next)
    {
        _hexDigitsLeft = 4;
        return next == 'u' ? Go(true, State.HexDigits) : Go("\"\\/bfnrt"u8.Contains(next), State.Text);
    }

    private JsonStep TakeHexDigit(byte next) =>
        Go(char.IsAsciiHexDigit((char)next), --_hexDigitsLeft == 0 ? State.Text : State.HexDigits);
}
