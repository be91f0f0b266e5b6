using System;
using EventNormalization.Ingestion;

namespace EventNormalization.Normalization;

/// <content>The four fields as nearly all events have them: each once, and in a usual form.</content>
internal sealed partial class RecordReader
{
    /// <summary>Reads the four fields; false says nothing about them, and they are to be read anew.</summary>
    /// <remarks>What is read here, the general reading reads the same.</remarks>
    private bool TryReadUsual(in RawEvent delivery)
    {
        if (!_profile.HasUsualFields || Traces is not null)
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

        var values = _found.Values;
        var raw = delivery.Utf8.Span;
        return TryReadUsual(raw, values[clientId], isLower: false, out _clientId)
            && (!_compiled.HasProfiles || ReferenceEquals(_compiled.ProfileOf(ClientIdUtf8), _profile))
            && TryReadUsual(raw, values[metric], _profile.LowersMetrics, out _metric)
            && TryReadUsual(raw, values[amount], out _amount)
            && TryGetUsual(raw, values[timestamp], out var timestampInput)
            && TimestampParser.TryReadUsual(timestampInput, Profile, out _timestamp)
            && Profile.Timestamp.PlausibleRange.Contains(_timestamp, delivery.ReceivedAt);
    }

    private bool TryReadUsual(ReadOnlySpan<byte> raw, in FoundValue value, bool isLower, out TextSlice slice)
    {
        slice = default;
        if (value.Kind != FoundKind.PlainText || !TryGetUsual(raw, value, out _))
        {
            return false;
        }

        slice = WritePlain(value.Start, value.Length, isLower);
        return true;
    }

    private bool TryReadUsual(ReadOnlySpan<byte> raw, in FoundValue value, out decimal amount)
    {
        amount = default;
        return value.Length <= ShortText.BytesMax
            && TryGetUsual(raw, value, out var input)
            && ShortAmounts.TryRead(
                input.Utf8,
                _quick.LoadShort(value.Start, value.Length),
                value.Kind == FoundKind.Number ? NumberFormat.DecimalPoint : Profile.Amount.NumberFormat,
                hasCurrency: false,
                out amount);
    }

    /// <summary>Gives a value that a parser can read as it stands.</summary>
    private bool TryGetUsual(ReadOnlySpan<byte> raw, in FoundValue value, out FieldInput input)
    {
        var utf8 = raw.Slice(value.Start, value.Length);
        input = new FieldInput(value.JsonKind, utf8);
        return value.Kind == FoundKind.Number
            || (value.Kind == FoundKind.PlainText && IsNoBlank(utf8[0]) && IsNoBlank(utf8[^1]) && !IsNullToken(utf8));
    }
}
