using System;
using EventNormalization.Text;
using NodaTime;

namespace EventNormalization.Normalization;

/// <content>From the members found to the value of a field of any type.</content>
internal sealed partial class RecordReader
{
    // An object or an array of the field that is read, which is none of the forms of a value.
    private int _ignored;
    private int _field;

    /// <summary>Reads a field; false if it is missing or an error was noted.</summary>
    private bool TryRead<TReading, TValue>(
        ReadOnlySpan<byte> raw, int field, in TReading reading, out TValue value)
        where TReading : struct, IFieldReading<TValue>
    {
        (_ignored, _field) = (-1, field);
        var isMember = field is MetricField or AmountField && _part is { Frame.IsSpread: true };
        if (_profile.Constants[field] is not null && !isMember)
        {
            return TryReadSubstitute(field, reading, out value);
        }

        if (_compiled.Fields[field].From is { } from && !isMember)
        {
            return TryReadOrigin(field, from, reading, out value);
        }

        value = default!;
        return (_profile.Map.IsPlain || TryJoin(raw, field)) && TryReadMembers(raw, field, reading, out value);
    }

    /// <summary>Reads a field from the members of the event that are found for it.</summary>
    private bool TryReadMembers<TReading, TValue>(
        ReadOnlySpan<byte> raw, int field, in TReading reading, out TValue value)
        where TReading : struct, IFieldReading<TValue>
    {
        while (true)
        {
            var first = FindValue(raw, field);
            if (_ignored >= 0 && field == ClientIdField && IsOfOtherClient(raw, ref first))
            {
                value = default!;
                return false;
            }

            if (first < 0)
            {
                return TryReadSubstitute(field, reading, out value);
            }

            var failure = ReadOne(raw, first, reading, out value);
            if (!IsNoForm(raw, first, failure))
            {
                return Settle(raw, new FirstValue(field, first, failure), reading, ref value);
            }

            Ignore(first);
        }
    }

    /// <summary>The value that counts first: the field's own, or that of the field that it reads from.</summary>
    private int FindValue(ReadOnlySpan<byte> raw, int field)
    {
        var first = FindFirst(raw, field);
        return first < 0 && _compiled.ReadFrom[field] >= 0 ? FindFirst(raw, _compiled.ReadFrom[field]) : first;
    }

    /// <summary>Sees that all other values that count mean the same as the first.</summary>
    private bool Settle<TReading, TValue>(
        ReadOnlySpan<byte> raw, FirstValue first, in TReading reading, ref TValue value)
        where TReading : struct, IFieldReading<TValue>
    {
        var failure = first.Failure;
        for (var next = FindRival(raw, first, first.Index); next >= 0; next = FindRival(raw, first, next))
        {
            var otherFailure = ReadOne(raw, next, reading, out TValue other);
            if (IsNoForm(raw, next, otherFailure))
            {
                Ignore(next);
                continue;
            }

            var isSame = failure is null && otherFailure is null ? reading.AreEqual(this, value, other)
                : failure is not null && otherFailure is not null;
            if (!isSame)
            {
                var isHalf = failure?.Problem == Problems.Incomplete || otherFailure?.Problem == Problems.Incomplete;
                var kind = isHalf ? FaultKind.DateAndTime : FaultKind.Conflict;
                _faults.Add(new Fault { Kind = kind, Field = first.Field, Found = first.Index, Other = next });
                return false;
            }
        }

        if (failure is not null)
        {
            return MayLack(first.Field, failure)
                ? TryReadSubstitute(first.Field, reading, out value)
                : AddFault(first.Field, first.Index, failure);
        }

        Traces?.Add(TraceOf(raw, first.Field, first.Index, reading.Show(this, value)));
        return true;
    }

    /// <summary>The next value that must mean the same: of the first's rank, or of a timestamp's other level.</summary>
    private int FindRival(ReadOnlySpan<byte> raw, FirstValue first, int current)
    {
        var next = FindNext(raw, first.Field, current);
        if (first.Field != TimestampField || _compiled.Fields[first.Field].Choose == AliasChoice.First)
        {
            return next;
        }

        // The outer time is often that of the attempt, so no rank makes it that of the event.
        var rank = _found.Values[first.Index].Rank;
        var isOther = FieldRank.OrderOf(_found.Values[current].Rank) != FieldRank.OrderOf(rank);
        if (next < 0)
        {
            return isOther ? -1 : FindOtherLevel(raw, first.Field, rank);
        }

        while (isOther && next >= 0 && FieldRank.IsInner(_found.Values[next].Rank) == FieldRank.IsInner(rank))
        {
            next = FindNext(raw, first.Field, next);
        }

        return next;
    }

    /// <summary>The first value of the other level, inside wrappers or outside; -1 if its order is the same.</summary>
    private int FindOtherLevel(ReadOnlySpan<byte> raw, int field, int rank)
    {
        var (best, bestOrder) = (-1, int.MaxValue);
        for (var index = SkipMissing(raw, _found.FirstOf(field)); index >= 0; index = FindAny(raw, index))
        {
            var other = _found.Values[index].Rank;
            if (FieldRank.IsInner(other) != FieldRank.IsInner(rank) && FieldRank.OrderOf(other) < bestOrder)
            {
                (best, bestOrder) = (index, FieldRank.OrderOf(other));
            }
        }

        return bestOrder == FieldRank.OrderOf(rank) ? -1 : best;
    }

    /// <summary>
    /// Whether a value is an object or an array of no form that the parser knows, under a name that may mean its
    /// inside.
    /// </summary>
    private bool IsNoForm(ReadOnlySpan<byte> raw, int index, ParseFailure? failure)
    {
        ref readonly var found = ref _found.Values[index];
        return failure is not null
            && (FieldRank.OrderOf(found.Rank) != FieldRank.OwnName || (found.Kind & FoundValueFlags.IsLedInto) != 0)
            && IsOfNoForm(raw, _field, index, failure);
    }

    /// <summary>Whether a value is an object or an array of no form that the field's parser knows.</summary>
    private bool IsOfNoForm(ReadOnlySpan<byte> raw, int field, int index, ParseFailure failure)
    {
        ref readonly var found = ref _found.Values[index];
        return found.JsonKind is JsonKind.Object or JsonKind.Array
            && (_profile.Fields[field] is FieldDefinition<Instant> { Parser: TimestampParser }
                ? !TimestampParser.HasForm(InputOf(raw, found))
                    && (found.JsonKind == JsonKind.Array
                        || ExtendedJson.Opened(InputOf(raw, found)).Kind != JsonKind.Number)
                : failure.Problem == Problems.Kind);
    }

    /// <summary>
    /// Whether an object of extended JSON is opened for the field: amounts and currencies have own forms.
    /// </summary>
    private bool MayBeExtended(int field) =>
        field is not (AmountField or CurrencyField) && _profile.Fields[field] is not FieldDefinition<decimal>;

    private void Ignore(int index)
    {
        _found.Values[index].Kind |= FoundValueFlags.IsMissing;
        _ignored = _ignored < 0 ? index : _ignored;
    }

    /// <summary>Whether the parser found nothing of its own in the value, and the record can do without it.</summary>
    private bool MayLack(int field, ParseFailure failure) =>
        failure.Problem == Problems.Missing
        && (_profile.Defaults[field] is not null || _compiled.Fields[field].Presence == FieldPresence.Optional);

    private bool AddFault(int field, int found, ParseFailure failure)
    {
        _faults.Add(new Fault { Kind = FaultKind.Value, Field = field, Found = found, Failure = failure });
        return false;
    }

    /// <summary>Reads a value; returns why it cannot, or null after success.</summary>
    private ParseFailure? ReadOne<TReading, TValue>(
        ReadOnlySpan<byte> raw, int index, in TReading reading, out TValue value)
        where TReading : struct, IFieldReading<TValue>
    {
        var failure = FindZone(raw, index);
        ref readonly var found = ref _found.Values[index];
        var input = InputOf(raw, found);
        input = found.JsonKind == JsonKind.Object && MayBeExtended(_field) ? ExtendedJson.Opened(input) : input;
        var isFolded = found.JsonKind != JsonKind.Text || !reading.FoldsWhiteSpace
            || UnicodeText.FindUnfolded(input.Utf8) < 0;
        input = isFolded ? input : new FieldInput(JsonKind.Text, WriteFolded(input.Utf8));
        if (failure is null && found.JsonKind == JsonKind.Text && !found.IsPlain)
        {
            failure = found.HasHalves ? HalfOfPair : TextRules.FindRefused(input.Utf8, found.IsAscii);
        }

        if (failure is not null)
        {
            value = default!;
            return failure;
        }

        _plainStart = found.IsPlain && isFolded ? found.Start : -1;
        failure = reading.Read(this, input, out value);
        _zonedProfile = null;
        return failure;
    }

    private bool TryReadSubstitute<TReading, TValue>(int field, in TReading reading, out TValue value)
        where TReading : struct, IFieldReading<TValue>
    {
        var text = _profile.Constants[field] ?? _profile.Defaults[field];
        if (text is null)
        {
            value = default!;
            if (_compiled.Fields[field].Presence == FieldPresence.Required)
            {
                _faults.Add(new Fault { Kind = FaultKind.Missing, Field = field, Found = _ignored });
            }

            return false;
        }

        _plainStart = -1;
        var failure = reading.Read(this, new FieldInput(JsonKind.Text, text), out value);
        if (failure is not null)
        {
            // The schema's check accepted it, so this is a host's parser that does not always answer the same.
            _faults.Add(new Fault { Kind = FaultKind.Substitute, Field = field, Failure = failure });
            return false;
        }

        Traces?.Add(TraceOfSubstitute(field, reading.Show(this, value)));
        return true;
    }

    private void ReadTimestamp(ReadOnlySpan<byte> raw, Instant firstReceivedAt)
    {
        if (!TryRead(raw, TimestampField, new InstantReading(_profile.Timestamp), out _timestamp))
        {
            return;
        }

        if (!Profile.Timestamp.PlausibleRange.Contains(_timestamp, firstReceivedAt))
        {
            _firstReceivedAt = firstReceivedAt;
            _faults.Add(new Fault { Kind = FaultKind.Implausible, Field = TimestampField });
        }
    }

    private void ReadFurther(ReadOnlySpan<byte> raw, int field) =>
        _hasFurther[field] = TryRead(raw, field, new FurtherReading(_profile.Fields[field]), out _further[field]);

    /// <summary>The value of a field that counts first, by its index, and why it cannot be read, if so.</summary>
    private readonly record struct FirstValue(int Field, int Index, ParseFailure? Failure);
}
