using System;
using System.Globalization;

namespace EventNormalization.Normalization;

/// <content>The currency of the amount, and the conversion of the written number.</content>
internal sealed partial class RecordReader
{
    private TextSlice _currency;

    // What the value of the amount says that was read last.
    private WrittenMoney _money;

    /// <summary>The canonical text of the currency; empty if the event names none.</summary>
    public ReadOnlySpan<byte> CurrencyUtf8 => _texts.AsSpan(_currency.Start, _currency.Length);

    public TextSlice CurrencySlice => _currency;

    /// <summary>Settles the currency, and with it the amount, if its value was read.</summary>
    private void ReadCurrency(ReadOnlySpan<byte> raw, bool hasAmount)
    {
        _currency = default;
        _money = hasAmount ? _money : default;
        var (stated, text) = (default(StatedCurrency), default(TextSlice));
        var member = FindCurrency(raw);
        var isStated = member >= 0 || IsConstant(CurrencyField) || HasOrigin(CurrencyField);
        var faults = _faults.Count;
        if (isStated && !TryReadStated(raw, out stated, out text))
        {
            if (_faults.Count > faults)
            {
                return;
            }

            // What stood there was an object of no form, as if it were not there.
            (isStated, member) = (false, -1);
        }

        if (CurrencyResolution.Settle(_money, stated, _profile.AmountRules, out var resolved) is { } failure)
        {
            AddCurrencyConflict(raw, member, failure);
            return;
        }

        Keep(resolved, text);
        var isNamed = _currency.Length > 0;
        if (isNamed && !TryAccept(raw, text, isStated))
        {
            return;
        }

        if (hasAmount)
        {
            ConvertAmount(raw, isNamed ? resolved : ReadDefaultCurrency());
        }
    }

    private bool TryAccept(ReadOnlySpan<byte> raw, TextSlice text, bool isStated)
    {
        if (!TryPass(raw, text))
        {
            return false;
        }

        TraceCurrency(raw, isStated);
        return true;
    }

    /// <summary>The member that states the currency; -1 if there is none.</summary>
    private int FindCurrency(ReadOnlySpan<byte> raw)
    {
        (_field, _ignored) = (CurrencyField, -1);
        var member = IsConstant(CurrencyField) ? -1 : FindFirst(raw, CurrencyField);
        while (member >= 0 && _profile.Currency is CurrencyParser && IsNoForm(raw, member, CurrencyFailures.Kind))
        {
            Ignore(member);
            member = FindFirst(raw, CurrencyField);
        }

        return member;
    }

    private bool IsConstant(int field) => _profile.Constants[field] is not null;

    private bool HasOrigin(int field) =>
        !IsConstant(field) && _compiled.Fields[field].From is { } from && OriginOf(from).Length > 0;

    /// <summary>Reads the member, and what it says beside its canonical text.</summary>
    private bool TryReadStated(ReadOnlySpan<byte> raw, out StatedCurrency stated, out TextSlice text)
    {
        stated = default;
        if (!TryRead(raw, CurrencyField, new TextReading(_profile.Currency), out text))
        {
            return false;
        }

        // The canonical text of a currency reads as that currency, so nothing is lost on the way over the text.
        var failure = CurrencyReading.Read(
            new FieldInput(JsonKind.Text, Utf8Of(text)), OtherCurrencies.Text, out stated);
        stated = failure is null ? stated : StatedCurrency.Other;
        return true;
    }

    /// <summary>The default of a currency that nothing names; an error where the schema requires one.</summary>
    private ResolvedCurrency ReadDefaultCurrency()
    {
        if (!TryReadSubstitute(CurrencyField, new TextReading(_profile.Currency), out _currency))
        {
            return default;
        }

        _ = CurrencyReading.Read(new FieldInput(JsonKind.Text, CurrencyUtf8), OtherCurrencies.Text, out var stated);
        return stated.Known is { } known ? new ResolvedCurrency(known) : ResolvedCurrency.Other;
    }

    /// <summary>
    /// Whether a parser of a host's own takes a currency that no member states; it may change the text.
    /// </summary>
    private bool TryPass(ReadOnlySpan<byte> raw, TextSlice stated)
    {
        var parser = _profile.Currency;
        if (parser is CurrencyParser || _currency == stated)
        {
            return true;
        }

        var failure = new TextReading(parser).Read(this, new FieldInput(JsonKind.Text, CurrencyUtf8), out var passed);
        if (failure is null)
        {
            _currency = passed;
            return true;
        }

        var amount = IsConstant(AmountField) ? -1 : FindFirst(raw, AmountField);
        _faults.Add(new Fault { Kind = FaultKind.Value, Field = CurrencyField, Found = amount, Failure = failure });
        return false;
    }

    /// <summary>Reads a member that states a currency, by the library's own parser.</summary>
    private ParseFailure? WriteCurrency(CurrencyParser parser, FieldInput input, out TextSlice value)
    {
        value = default;
        if (CurrencyReading.Read(input, parser.Others, out var stated) is { } failure)
        {
            return failure;
        }

        if (stated.Known is not { } known)
        {
            return WriteText(TextParser.Kept, input, out value);
        }

        value = Write(known);
        return null;
    }

    private TextSlice Write(Currency currency)
    {
        // There is always room for a vector after a text that is said to be plain.
        currency.Utf8.CopyTo(Reserve(PlainText.BlockLength));
        var slice = new TextSlice { Start = _textsLength, Length = currency.Utf8.Length, IsPlain = true };
        _textsLength += currency.Utf8.Length;
        return slice;
    }

    private void Keep(ResolvedCurrency resolved, TextSlice stated)
    {
        if (resolved.Known is not { } known)
        {
            _currency = resolved.IsOther ? stated : default;
            return;
        }

        if (Utf8Of(stated).SequenceEqual(known.Utf8))
        {
            _currency = stated;
            return;
        }

        _currency = Write(known);
    }

    /// <summary>Scales and signs the amount by the profile's rules.</summary>
    private void ConvertAmount(ReadOnlySpan<byte> raw, ResolvedCurrency currency)
    {
        var rules = _profile.AmountRules;
        var (word, sign) = (SignWord.None, -1);
        if (rules.Rules.SignFrom is not null && !TryReadSign(raw, out word, out sign))
        {
            return;
        }

        var failure = new AmountConversion(rules).Settle(_money, currency, word, out var amount);
        if (failure is not null)
        {
            var amountAt = IsConstant(AmountField) ? -1 : FindFirst(raw, AmountField);
            var found = failure.Problem == Problems.Sign && sign >= 0 ? sign : amountAt;
            AddAmountFault(new Fault { Kind = FaultKind.Value, Field = AmountField, Found = found, Failure = failure });
            return;
        }

        TraceAmount(amount);
        _amount = amount;
    }

    /// <summary>Reads the member that says the sign; false if it says two things.</summary>
    private bool TryReadSign(ReadOnlySpan<byte> raw, out SignWord word, out int first)
    {
        word = SignWord.None;
        _field = AmountField;
        var slot = _profile.Map.SlotOf(AmountField, SlotPart.Sign);
        first = FindFirst(raw, slot);
        for (var next = first; next >= 0; next = FindNext(raw, slot, next))
        {
            var other = SignReading.Read(InputOf(raw, _found.Values[next]), _profile.AmountRules);
            if (next != first && other != word)
            {
                AddAmountFault(
                    new Fault { Kind = FaultKind.Conflict, Field = AmountField, Found = first, Other = next });
                return false;
            }

            word = other;
        }

        return true;
    }

    /// <summary>Notes a fault of the amount before those of the fields after it.</summary>
    private void AddAmountFault(in Fault fault)
    {
        var at = _faults.FindIndex(other => other.Field > AmountField);
        _faults.Insert(at < 0 ? _faults.Count : at, fault);
    }

    private void AddCurrencyConflict(ReadOnlySpan<byte> raw, int member, ParseFailure failure)
    {
        var amount = IsConstant(AmountField) ? -1 : FindFirst(raw, AmountField);
        _faults.Add(member >= 0 && amount >= 0
            ? new Fault { Kind = FaultKind.Conflict, Field = CurrencyField, Found = member, Other = amount }
            : new Fault
            {
                Kind = FaultKind.Value,
                Field = CurrencyField,
                Found = Math.Max(member, amount),
                Failure = failure,
            });
    }

    /// <summary>Tells what the profile made of the number that is written.</summary>
    private void TraceAmount(decimal amount)
    {
        var at = Traces?.FindIndex(trace => trace.Field == FieldNames.Amount) ?? -1;
        if (at >= 0 && amount != _money.Value)
        {
            Traces![at] = Traces[at].WithValue(amount.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Tells where the currency came from; what a member says was told when it was read.</summary>
    private void TraceCurrency(ReadOnlySpan<byte> raw, bool isStated)
    {
        if (Traces is null)
        {
            return;
        }

        if (isStated)
        {
            // A shared mark in the member may have become the code that stands beside the amount.
            Traces[^1] = Traces[^1].WithValue(TextOf(_currency));
            return;
        }

        var isMark = _money.Currency is not null && !IsConstant(AmountField);
        var amount = isMark ? FindFirst(raw, AmountField) : -1;
        Traces.Add(amount >= 0
            ? TraceOf(raw, CurrencyField, amount, TextOf(_currency))
            : TraceOfSubstitute(CurrencyField, TextOf(_currency)));
    }
}
