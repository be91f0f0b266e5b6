using System;
using System.Buffers.Text;
using System.Collections.Generic;
using System.Text;
using EventNormalization.Text;

namespace EventNormalization.Normalization;

/// <content>Values that are joined from two members, or come from outside the event.</content>
internal sealed partial class RecordReader
{
    private const int DateDigits = 8;
    private const int TimeDigits = 6;

    // A blank joins the two, so that another pair cannot be the same text.
    private static readonly ParseFailure JoinedText = new()
    {
        Problem = Problems.Format,
        Expected = "a text without white space inside, or a whole number such as 42, to put before the other",
    };

    private static readonly ParseFailure JoinedKind = new()
    {
        Problem = Problems.Kind,
        Expected = "a text or a whole number such as 42",
    };

    // Which of the zeros in front of another number were lost, nobody knows: 1030 is 10:30 or 00:10:30.
    private static readonly ParseFailure JoinedNumber = new()
    {
        Problem = Problems.Format,
        Expected = "a text, or a number of eight digits for the date and of six for the time, such as 20240115 and "
            + "103000",
    };

    // The members of the values that were joined.
    private readonly List<(int First, int Second, int Value)> _joined = [];

    /// <summary>Puts the two members together, if the field has them; false if a fault was noted.</summary>
    private bool TryJoin(ReadOnlySpan<byte> raw, int field)
    {
        var map = _profile.Map;
        var slot = map.SlotOf(field, SlotPart.JoinFirst);
        if (slot < 0)
        {
            return true;
        }

        var first = FindFirst(raw, slot);
        var second = FindFirst(raw, map.SlotOf(field, SlotPart.JoinSecond));
        if (first < 0 || second < 0)
        {
            return (first < 0 && second < 0) || FindFirst(raw, field) >= 0 || AddHalf(field, first, second);
        }

        if (FindUnequal(raw, first) is var other and >= 0)
        {
            return AddConflict(field, first, other);
        }

        if (FindUnequal(raw, second) is var another and >= 0)
        {
            return AddConflict(field, second, another);
        }

        var areJoinable = _compiled.Fields[field].Kind == FieldValueKind.Text
            ? IsJoinable(raw, (field, first), mayHaveWhiteSpace: false) && IsJoinable(raw, (field, second), true)
            : IsWholeNumber(raw, (field, first), DateDigits) && IsWholeNumber(raw, (field, second), TimeDigits);
        if (!areJoinable)
        {
            return false;
        }

        _joined.Add((first, second, Join(raw, field, first, second)));
        return true;
    }

    /// <summary>Whether a member may be half of a text; a fault was noted if not.</summary>
    private bool IsJoinable(ReadOnlySpan<byte> raw, (int Field, int Index) half, bool mayHaveWhiteSpace)
    {
        var input = InputOf(raw, _found.Values[half.Index]);
        var isKind = input.Kind == JsonKind.Text
            || (input.Kind == JsonKind.Number && input.Utf8.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0);
        if (!isKind)
        {
            return AddFault(half.Field, half.Index, JoinedKind);
        }

        return mayHaveWhiteSpace || !UnicodeText.HasWhiteSpace(input.Utf8) || AddFault(
            half.Field, half.Index, JoinedText);
    }

    /// <summary>Whether half of an instant is a text, or a number with all digits; a fault was noted if not.</summary>
    private bool IsWholeNumber(ReadOnlySpan<byte> raw, (int Field, int Index) half, int digits)
    {
        var input = InputOf(raw, _found.Values[half.Index]);
        return input.Kind != JsonKind.Number || input.Utf8.Length == digits
            || AddFault(half.Field, half.Index, JoinedNumber);
    }

    private bool AddHalf(int field, int first, int second)
    {
        _faults.Add(new Fault
        {
            Kind = first < 0 ? FaultKind.NoDate : FaultKind.NoTime,
            Field = field,
            Found = first < 0 ? second : first,
        });
        return false;
    }

    private bool AddConflict(int field, int first, int other)
    {
        _faults.Add(new Fault { Kind = FaultKind.Conflict, Field = field, Found = first, Other = other });
        return false;
    }

    /// <summary>Another member of the same slot with another text; -1 if there is none.</summary>
    private int FindUnequal(ReadOnlySpan<byte> raw, int first)
    {
        var text = InputOf(raw, _found.Values[first]).Utf8;
        for (var other = FindAny(raw, first); other >= 0; other = FindAny(raw, other))
        {
            if (!text.SequenceEqual(InputOf(raw, _found.Values[other]).Utf8))
            {
                return other;
            }
        }

        return -1;
    }

    /// <summary>Notes the two as one text of the field, at the rank of an alias; returns its number.</summary>
    private int Join(ReadOnlySpan<byte> raw, int field, int first, int second)
    {
        var date = _found.Values[first];
        var length = date.Length + 1 + _found.Values[second].Length;
        Reserve(length);
        var buffer = _texts.AsSpan(_textsLength, length);
        InputOf(raw, date).Utf8.CopyTo(buffer);
        buffer[date.Length] = (byte)' ';
        InputOf(raw, _found.Values[second]).Utf8.CopyTo(buffer[(date.Length + 1)..]);
        var slice = new TextSlice { Start = _textsLength, Length = length };
        _textsLength += length;
        var halves = (date.Kind | _found.Values[second].Kind) & FoundValueFlags.HasHalves;
        var kind = FoundValueFlags.Text | FoundValueFlags.IsJoined | FoundValueFlags.IsPrepared | halves;
        var rank = FieldRank.Of(FieldRank.Alias, isInner: !IsFoundOutside(raw, first) && !IsFoundOutside(raw, second));
        return _found.AddAs(first, new NameTarget(field, FieldMap.Nowhere, rank), kind, slice);
    }

    /// <summary>Whether one of the equal values from this one on stands outside of the wrappers.</summary>
    private bool IsFoundOutside(ReadOnlySpan<byte> raw, int first)
    {
        for (var at = first; at >= 0; at = FindAny(raw, at))
        {
            if (!FieldRank.IsInner(_found.Values[at].Rank))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads a field from what is known of the delivery.</summary>
    private bool TryReadOrigin<TReading, TValue>(int field, string from, in TReading reading, out TValue value)
        where TReading : struct, IFieldReading<TValue>
    {
        var text = OriginOf(from);
        if (text.Length == 0)
        {
            return TryReadSubstitute(field, reading, out value);
        }

        var input = new FieldInput(Origins.IsText(from) ? JsonKind.Text : JsonKind.Number, text);
        var failure = input.Kind == JsonKind.Text ? TextRules.FindRefused(text, isAscii: false) : null;
        _plainStart = -1;
        value = default!;
        failure ??= reading.Read(this, input, out value);
        if (failure is not null)
        {
            return AddFault(field, -1, failure);
        }

        Traces?.Add(new FieldTrace
        {
            Field = _compiled.Fields[field].Name,
            Source = FieldSource.Delivery,
            Found = OffendingText.Show(text),
            Parser = _profile.Fields[field].ParserName,
            Value = reading.Show(this, value),
        });
        return true;
    }

    /// <summary>What is known of the delivery, in the reader's text memory; empty if it is unknown.</summary>
    private ReadOnlySpan<byte> OriginOf(string from)
    {
        const int DigitsMax = 20;
        var sourceMax = Encoding.UTF8.GetMaxByteCount(_location.Source?.Length ?? 0);
        var buffer = Reserve(from == Origins.Source ? sourceMax : DigitsMax);
        var length = 0;
        switch (from)
        {
            case Origins.Source:
                length = Encoding.UTF8.GetBytes(_location.Source, buffer);
                break;
            case var _ when Origins.ContextNameOf(from) is { } name:
                var text = _context.Values.GetValueOrDefault(name, "");
                buffer = Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
                length = Encoding.UTF8.GetBytes(text, buffer);
                break;
            case Origins.Line when _location.LineNumber > 0:
                Utf8Formatter.TryFormat(_location.LineNumber, buffer, out length);
                break;
            case Origins.Record when _location.RecordNumber > 0:
                Utf8Formatter.TryFormat(_location.RecordNumber, buffer, out length);
                break;
        }

        _textsLength += length;
        var trimmed = UnicodeText.Trim(buffer[..length]);
        return trimmed.IsEmpty || (Origins.IsText(from) && IsNullToken(trimmed)) ? default : trimmed;
    }
}
