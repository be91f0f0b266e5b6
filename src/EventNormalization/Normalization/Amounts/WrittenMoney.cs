namespace EventNormalization.Normalization;

/// <summary>What an amount's value says by itself, before a member beside it or the profile is asked.</summary>
internal struct WrittenMoney
{
    /// <summary>The number as it is written, with its sign.</summary>
    public decimal Value { get; set; }

    /// <summary>The currency of the mark in the text, or of the money object; null if there is none.</summary>
    public Currency? Currency { get; set; }

    /// <summary>Whether the mark stood in a text, beside the number.</summary>
    public bool HasMark { get; set; }

    /// <summary>Whether it was an object that names a currency, and its number has no decimal mark.</summary>
    /// <remarks>Several payment services send minor units so.</remarks>
    public bool MayBeMinor { get; set; }

    /// <summary>The money of a number that some other parser read.</summary>
    public static WrittenMoney Of(decimal value) => new() { Value = value };
}
