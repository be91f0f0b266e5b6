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
    NoBreakSpace,
    NarrowNoBreakSpace,
    ThinSpace,
    ArabicDecimal,
    ArabicThousands,
}
