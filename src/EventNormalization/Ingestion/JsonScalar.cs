using System;

namespace EventNormalization.Ingestion;

/// <summary>Follows a number, or one of the words <c>true</c>, <c>false</c> and <c>null</c>, byte by byte.</summary>
internal struct JsonScalar
{
    private State _state;
    private int _wordLength;

    private enum State
    {
        Sign,
        Zero,
        Integer,
        Point,
        Fraction,
        Exponent,
        ExponentSign,
        ExponentDigits,
        True,
        False,
        Null,
    }

    /// <summary>Whether the bytes so far are a complete value.</summary>
    public readonly bool IsWhole => _state is State.Zero or State.Integer or State.Fraction or State.ExponentDigits
        || (_state >= State.True && _wordLength == WordOf(_state).Length);

    /// <summary>Begins with a byte; false if no such value does.</summary>
    public bool TryBegin(byte first)
    {
        _wordLength = 1;
        _state = first switch
        {
            (byte)'-' => State.Sign,
            (byte)'0' => State.Zero,
            (byte)'t' => State.True,
            (byte)'f' => State.False,
            (byte)'n' => State.Null,
            _ => State.Integer,
        };
        return _state != State.Integer || char.IsAsciiDigit((char)first);
    }

    /// <summary>Goes on with a byte; false if it does not belong to the value.</summary>
    public bool TryContinue(byte next)
    {
        if (_state >= State.True)
        {
            var word = WordOf(_state);
            var isNext = _wordLength < word.Length && word[_wordLength] == next;
            _wordLength += isNext ? 1 : 0;
            return isNext;
        }

        if (char.IsAsciiDigit((char)next))
        {
            return TryContinueDigits(next);
        }

        State? after = (_state, next) switch
        {
            (State.Zero or State.Integer, (byte)'.') => State.Point,
            (State.Zero or State.Integer or State.Fraction, (byte)'e' or (byte)'E') => State.Exponent,
            (State.Exponent, (byte)'+' or (byte)'-') => State.ExponentSign,
            _ => null,
        };
        _state = after ?? _state;
        return after is not null;
    }

    private bool TryContinueDigits(byte next)
    {
        if (_state == State.Zero)
        {
            return false;
        }

        _state = _state switch
        {
            State.Sign => next == '0' ? State.Zero : State.Integer,
            State.Point => State.Fraction,
            State.Exponent or State.ExponentSign => State.ExponentDigits,
            _ => _state,
        };
        return true;
    }

    private static ReadOnlySpan<byte> WordOf(State state) =>
        state == State.True ? "true"u8 : state == State.False ? "false"u8 : "null"u8;
}
