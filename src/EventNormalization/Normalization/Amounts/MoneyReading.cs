using System;

namespace EventNormalization.Normalization;

/// <summary>Reads an amount with the currency that its own value names.</summary>
internal static class MoneyReading
{
    /// <summary>Reads a number, a text or a money object; returns why it cannot, or null after success.</summary>
    public static ParseFailure? Read(FieldInput input, ClientProfile profile, out WrittenMoney money)
    {
        money = default;
        var result = new AmountParser().Parse(input, profile);
        money.Value = result.ValueOrDefault;
        return result.Failure;
    }
}
