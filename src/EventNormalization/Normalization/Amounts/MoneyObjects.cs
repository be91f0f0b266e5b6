using System;
using EventNormalization.Json;
using EventNormalization.Text;

namespace EventNormalization.Normalization;

/// <summary>Amounts wrapped in a JSON object by a payment service or a database.</summary>
/// <remarks>
/// <para><c>{"value"|"amount":..,"currency"|"currency_code":..}</c> in either order, with names as members are matched
/// (case, <c>_</c> and <c>-</c> do not matter), and MongoDB's extended JSON: <c>{"$numberDecimal"|"$numberInt"|
/// "$numberLong"|"$numberDouble":"12.50"}</c>, whose number is JSON's. Other members are refused: they could be a
/// unit, an
/// exponent or a sign.</para>
/// <para>A value that has no decimal mark and no exponent could be in the currency's minor unit.</para>
/// </remarks>
internal static class MoneyObjects
{
    // Escaped, a character of a name or a value takes six bytes.
    private const int TextBytesMax = 6 * AmountText.CharactersMax;

    public static ParseFailure? Read(ReadOnlySpan<byte> json, AmountRules rules, out WrittenMoney money)
    {
        money = default;
        var tokens = new MoneyTokens(json);
        Span<byte> buffer = stackalloc byte[TextBytesMax];
        if (!tokens.TryTake('{') || !tokens.TryReadName(buffer, out var length))
        {
            return AmountFailures.Object;
        }

        var name = buffer[..length];
        if (IsExtended(name))
        {
            return ReadExtended(ref tokens, rules, out money);
        }

        var first = PartOf(name);
        var failure = ReadPart(ref tokens, first, rules, ref money);
        if (failure is not null || !tokens.TryTake(',') || !tokens.TryReadName(buffer, out length))
        {
            return failure ?? AmountFailures.Object;
        }

        var second = PartOf(buffer[..length]);
        failure = second == first ? AmountFailures.Object : ReadPart(ref tokens, second, rules, ref money);
        return failure ?? (tokens.TryEnd() ? null : AmountFailures.Object);
    }

    private static ParseFailure? ReadPart(
        ref MoneyTokens tokens, Part part, AmountRules rules, ref WrittenMoney money)
    {
        Span<byte> buffer = stackalloc byte[TextBytesMax];
        if (part == Part.None || !tokens.TryReadScalar(buffer, out var kind, out var length))
        {
            return AmountFailures.Object;
        }

        ParseFailure? failure;
        var input = new FieldInput(kind, UnicodeText.Trim(buffer[..length]));
        if (input.Utf8.IsEmpty)
        {
            return AmountFailures.Object;
        }

        if (part == Part.Currency)
        {
            failure = CurrencyReading.Read(input, OtherCurrencies.Refuse, out var stated);
            money.Currency = stated.Known;
            return failure;
        }

        var format = kind == JsonKind.Number ? NumberFormat.DecimalPoint : rules.NumberFormat;
        failure = MoneyReading.ReadPlain(input.Utf8, format, rules, out var value);
        if (failure is null && value.HasMark)
        {
            return AmountFailures.TwoMarks;
        }

        money.Value = value.Value;
        money.MayBeMinor = DecimalBits.Of(value.Value).Scale == 0 && !input.Utf8.Contains((byte)'.');
        return failure;
    }

    private static ParseFailure? ReadExtended(
        ref MoneyTokens tokens, AmountRules rules, out WrittenMoney money)
    {
        money = default;
        Span<byte> buffer = stackalloc byte[TextBytesMax];
        if (!tokens.TryReadScalar(buffer, out _, out var length) || !tokens.TryEnd())
        {
            return AmountFailures.Object;
        }

        ReadOnlySpan<byte> number = buffer[..length];
        return IsNumber(number)
            ? MoneyReading.ReadPlain(number, NumberFormat.DecimalPoint, rules, out money)
            : AmountFailures.Format;
    }

    /// <summary>Whether a text is a number of JSON's grammar, but for a plus before it.</summary>
    private static bool IsNumber(ReadOnlySpan<byte> text)
    {
        text = text.StartsWith((byte)'+') ? text[1..] : text;
        return !text.IsEmpty && JsonNumbers.FindEnd(text, 0) == text.Length;
    }

    private static bool IsExtended(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("$numberDecimal"u8) || name.SequenceEqual("$numberInt"u8)
        || name.SequenceEqual("$numberLong"u8) || name.SequenceEqual("$numberDouble"u8);

    private static Part PartOf(ReadOnlySpan<byte> name)
    {
        Span<char> folded = stackalloc char[FoldedName.LengthMax];
        var length = FoldedName.Fold(name, folded);
        return length < 0 ? Part.None : folded[..length] switch
        {
            "value" or "amount" => Part.Amount,
            "currency" or "currencycode" => Part.Currency,
            _ => Part.None,
        };
    }

    /// <summary>What a member of a money object is.</summary>
    private enum Part
    {
        None,
        Amount,
        Currency,
    }
}
