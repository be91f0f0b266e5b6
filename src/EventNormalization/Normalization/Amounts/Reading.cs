namespace EventNormalization.Normalization;

/// <summary>How many readings a number has.</summary>
internal enum Reading
{
    /// <summary>None: the marks do not fit.</summary>
    None,

    /// <summary>One, in which the mark groups or the fraction is stated.</summary>
    One,

    /// <summary>One, in which the only mark is the decimal mark.</summary>
    Decimal,

    /// <summary>Two, between which nothing decides.</summary>
    Two,
}
