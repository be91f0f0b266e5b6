namespace EventNormalization.Normalization;

/// <summary>The characters that stand between the digits of a number.</summary>
internal enum NumberMark
{
    None,
    Comma,
    Point,
    Apostrophe,
    TypographicApostrophe,
    Blank,
    NoBreakBlank,
    NarrowNoBreakBlank,
    ThinBlank,
    ArabicDecimal,
    ArabicThousands,
}
