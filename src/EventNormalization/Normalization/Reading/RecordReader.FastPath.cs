using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using EventNormalization.Ingestion;
using EventNormalization.Text;

namespace EventNormalization.Normalization;

/// <content>The fast path for the four fields and the currency: each present once, in a common form.</content>
internal sealed partial class RecordReader
{
    // The places of the two texts in the reader's text memory.
    private const int ClientIdOffset = 0;
    private const int MetricOffset = PlainText.BlockLength;
    private const int CurrencyOffset = 2 * PlainText.BlockLength;
    private const int FastTextsLength = 3 * PlainText.BlockLength;

    /// <summary>Reads the fields; false says nothing about them, and the full path has to read them again.</summary>
    /// <remarks>
    /// The full path reads the same. It is not inlined: within its caller, it would use up the JIT's inlining budget,
    /// and the steps of each event would become calls.
    /// </remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryReadFast(in RawEvent delivery)
    {
        if (!_profile.AllowsFastPath || _isFullPath)
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

        _textsLength = FastTextsLength;
        var values = _found.Values;
        if (FieldRank.OrderOf(values[clientId].Rank) == FieldRank.Weak && _found.FirstOf(_profile.Map.Companions) >= 0)
        {
            return false;
        }

        return TryReadFast(values[clientId], ClientIdOffset, isLower: false, out _clientId)
            && (!_compiled.HasProfiles || ReferenceEquals(_compiled.ProfileOf(ClientIdUtf8), _profile))
            && TryReadFast(values[metric], MetricOffset, _profile.LowersMetrics, out _metric)
            && TryReadFastMoney(values[amount])
            && IsFast(values[timestamp])
            && TimestampParser.TryReadFast(FastInput(values[timestamp]), Profile, out _timestamp)
            && Profile.Timestamp.PlausibleRange.Contains(_timestamp, delivery.ReceivedAt)
            && TryResolveFast(_found.FirstOf(CurrencyField));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryReadFast(in FoundValue value, int offset, bool isLower, out TextSlice slice)
    {
        // All of the room is written, whatever the length.
        var text = _fastScanner.Load(value.Start);
        (isLower ? PlainText.ToLower(text) : text).CopyTo(_texts, offset);
        slice = new TextSlice { Start = offset, Length = value.Length, IsPlain = true };
        return value.Kind == FoundValueFlags.PlainText && IsFast(value) && !PlainText.HasTwoSpaces(
            text, (uint)value.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryReadFastMoney(in FoundValue value)
    {
        if (value.Length <= ShortText.BytesMax
            && IsFast(value)
            && AmountParser.TryReadFast(
                FastInput(value), _fastScanner.LoadShort(value.Start, value.Length), Profile, out var amount))
        {
            var mark = AmountParser.HasDollar(_fastScanner.BytesOf(value)) ? Currencies.Dollar : null;
            _money = new WrittenMoney { Value = amount, Currency = mark, HasMark = mark is not null };
            return true;
        }

        return value.JsonKind == JsonKind.Text && !value.IsOuter && TryReadMarked(value);
    }

    /// <summary>Reads a text that has a mark; it may have characters beyond ASCII.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryReadMarked(in FoundValue value)
    {
        var text = _fastScanner.BytesOf(value);
        if (value.HasEscapes || text.Length is 0 or > PlainText.BlockLength || IsNullToken(text))
        {
            return false;
        }

        // What is read here is digits and a mark of the tables, so nothing in it is to be trimmed or refused.
        if (Profile.Amount.UnitMarks.IsEmpty
            && FastMarkedAmounts.TryRead(text, Profile.Amount.NumberFormat, _profile.AmountRules, out _money))
        {
            return true;
        }

        return UnicodeText.Trim(text).Length == text.Length
            && (value.IsPlain || TextRules.FindRefused(text, value.IsAscii) is null)
            && MoneyReading.Read(FastInput(value), Profile, out _money) is null;
    }

    /// <summary>Settles currency and amount; the first member of the currency is -1 where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryResolveFast(int first)
    {
        _amount = _money.Value;
        _currency = default;
        var isPlain = first < 0 && _money.Currency is null
            && (_inheritedFrom is null || !_levels.MayInheritCurrency);
        return (isPlain && _profile.AmountRules.PlainNeedsNoConversion) || TryResolveMoney(first);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryResolveMoney(int first)
    {
        var stated = default(StatedCurrency);
        if (first < 0)
        {
            if (_inheritedFrom is not null && _levels.MayInheritCurrency)
            {
                return false;
            }
        }
        else
        {
            ref readonly var value = ref _found.Values[first];
            var code = _fastScanner.BytesOf(value);
            if (_found.OnlyOf(CurrencyField) < 0 || value.Kind != FoundValueFlags.PlainText
                || PlainCodes.Find(code) is not { } known || IsNullToken(code))
            {
                return false;
            }

            stated = new StatedCurrency(known);
        }

        if (CurrencyResolution.Settle(_money, stated, _profile.AmountRules, out var resolved) is not null
            || new AmountConversion(_profile.AmountRules)
                .Settle(_money, resolved, SignWord.None, out _amount) is not null)
        {
            return false;
        }

        if (resolved.Known is { } currency)
        {
            currency.Utf8.CopyTo(_texts.AsSpan(CurrencyOffset));
            _currency = new TextSlice { Start = CurrencyOffset, Length = currency.Utf8.Length, IsPlain = true };
        }

        return true;
    }

    /// <summary>
    /// Whether a parser can read a value as it stands: a number, or a plain text that is no null token.
    /// </summary>
    /// <remarks>
    /// A number is looked at as a text is, since the processor could not guess which of them it will be.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsFast(in FoundValue value)
    {
        if (value.Kind is not (FoundValueFlags.PlainText or FoundValueFlags.Number))
        {
            return false;
        }

        var text = _fastScanner.BytesOf(value);
        return (IsNoBlank(text[0]) & IsNoBlank(text[^1]))
            && (!_compiled.NullTokens.MayBeginWith(text[0]) || value.Kind == FoundValueFlags.Number
                || !IsNullToken(text));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private FieldInput FastInput(in FoundValue value) =>
        new(value.JsonKind, _fastScanner.BytesOf(value));
}
