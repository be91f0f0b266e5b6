namespace EventNormalization.Normalization;

/// <summary>What becomes of a stated currency that ISO 4217 does not know.</summary>
internal enum OtherCurrencies
{
    /// <summary>It is refused.</summary>
    Refuse,

    /// <summary>Any text is a currency of its own: points, tokens, vouchers.</summary>
    Text,
}
