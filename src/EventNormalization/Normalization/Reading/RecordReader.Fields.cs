using System;
using EventNormalization.Text;
using NodaTime;

namespace EventNormalization.Normalization;

/// <content>From the members that were found to the value of a field, whatever its type.</content>
internal sealed partial class RecordReader
{
    /// <summary>Reads a field; false if it is missing or an error was noted.</summary>
    private bool TryRead<TReading, TValue>(
        ReadOnlySpan<byte> raw, int field, in TReading reading, out TValue value)
        where TReading : struct, IFieldReading<TValue>
    {
        var first = _profile.Constants[field] is null ? FindFirst(raw, field) : -1;
        if (first < 0 && _profile.Constants[field] is null && _compiled.ReadFrom[field] >= 0)
        {
            first = FindFirst(raw, _compiled.ReadFrom[field]);
        }

        if (first < 0)
        {
            return TryReadSubstitute(field, reading, out value);
        }

        var failure = ReadOne(raw, first, reading, out value);
        for (var next = FindNext(raw, first); next >= 0; next = FindNext(raw, next))
        {
            var otherFailure = ReadOne(raw, next, reading, out TValue other);
            var isSame = failure is null && otherFailure is null ? reading.AreEqual(this, value, other)
                : failure is not null && otherFailure is not null;
            if (!isSame)
            {
                _faults.Add(new Fault { Kind = FaultKind.Conflict, Field = field, Found = first, Other = next });
                return false;
            }
        }

        if (failure is not null)
        {
            return MayLack(field, failure)
                ? TryReadSubstitute(field, reading, out value)
                : AddFault(field, first, failure);
        }

        Traces?.Add(TraceOf(raw, field, first, reading.Show(this, value)));
        return true;
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
        ref readonly var found = ref _found.Values[index];
        var input = InputOf(raw, found);
        var isFolded = found.JsonKind != JsonKind.Text || !reading.FoldsBlanks
            || UnicodeText.FindUnfolded(input.Utf8) < 0;
        input = isFolded ? input : new FieldInput(JsonKind.Text, WriteFolded(input.Utf8));
        if (found.JsonKind == JsonKind.Text && !found.IsPlain
            && TextRules.FindRefused(input.Utf8, found.IsAscii) is { } failure)
        {
            value = default!;
            return failure;
        }

        _plainStart = found.IsPlain && isFolded ? found.Start : -1;
        return reading.Read(this, input, out value);
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
                _faults.Add(new Fault { Kind = FaultKind.Missing, Field = field });
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
        if (!TryRead(raw, TimestampField, new InstantReading(_compiled.Schema.Timestamp.Parser), out _timestamp))
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
        _hasFurther[field] = TryRead(raw, field, new FurtherReading(_compiled.Fields[field]), out _further[field]);
}
