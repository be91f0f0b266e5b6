using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using EventNormalization.Ingestion;

namespace EventNormalization.Normalization;

/// <content>The four fields as nearly all events have them: each once, and in a usual form.</content>
internal sealed partial class RecordReader
{
    // The places of the two texts in the reader's text memory.
    private const int ClientIdRoom = 0;
    private const int MetricRoom = PlainText.Room;
    private const int UsualRoom = 2 * PlainText.Room;

    /// <summary>Reads the four fields; false says nothing about them, and they are to be read anew.</summary>
    /// <remarks>What is read here, the general reading reads the same.</remarks>
    private bool TryReadUsual(in RawEvent delivery)
    {
        if (!_profile.HasUsualFields || _isThorough || _found.HasRepeats)
        {
            return false;
        }

        var clientId = _found.OnlyOf(ClientIdField);
        var metric = _found.OnlyOf(MetricField);
        var amount = _found.OnlyOf(AmountField);
        var timestamp = _found.OnlyOf(TimestampField);
        if ((clientId | metric | amount | timestamp) < 0)
        {
            return false;
        }

        _textsLength = UsualRoom;
        var values = _found.Values;
        return TryReadUsual(values[clientId], ClientIdRoom, isLower: false, out _clientId)
            && (!_compiled.HasProfiles || ReferenceEquals(_compiled.ProfileOf(ClientIdUtf8), _profile))
            && TryReadUsual(values[metric], MetricRoom, _profile.LowersMetrics, out _metric)
            && TryReadUsual(values[amount], out _amount)
            && IsUsual(values[timestamp])
            && TimestampParser.TryReadUsual(UsualInput(values[timestamp]), Profile, out _timestamp)
            && Profile.Timestamp.PlausibleRange.Contains(_timestamp, delivery.ReceivedAt);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryReadUsual(in FoundValue value, int room, bool isLower, out TextSlice slice)
    {
        // All of the room is written, whatever the length.
        var text = _quick.Load(value.Start);
        (isLower ? PlainText.ToLower(text) : text).CopyTo(_texts, room);
        slice = new TextSlice { Start = room, Length = value.Length, IsPlain = true };
        return value.Kind == FoundKind.PlainText && IsUsual(value) && !PlainText.HasTwoBlanks(text, (uint)value.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryReadUsual(in FoundValue value, out decimal amount)
    {
        amount = default;
        return value.Length <= ShortText.BytesMax
            && IsUsual(value)
            && AmountParser.TryReadUsual(
                UsualInput(value), _quick.LoadShort(value.Start, value.Length), Profile, out amount);
    }

    /// <summary>Whether a parser can read a value as it stands: a number, or a plain text that is no null token.</summary>
    /// <remarks>A number is looked at as a text is, since the processor could not guess which of them it will be.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsUsual(in FoundValue value)
    {
        if (value.Kind is not (FoundKind.PlainText or FoundKind.Number))
        {
            return false;
        }

        var text = _quick.BytesOf(value);
        return (IsNoBlank(text[0]) & IsNoBlank(text[^1]))
            && (!_compiled.BeginsNullToken(text[0]) || value.Kind == FoundKind.Number || !IsNullToken(text));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private FieldInput UsualInput(in FoundValue value) =>
        new(value.JsonKind, _quick.BytesOf(value));
}
