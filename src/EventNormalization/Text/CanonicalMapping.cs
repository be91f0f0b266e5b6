namespace EventNormalization.Text;

/// <summary>One step of a canonical decomposition.</summary>
internal readonly struct CanonicalMapping
{
    /// <summary>The character that decomposes.</summary>
    public required int Character { get; init; }

    /// <summary>What it begins with, which may decompose further.</summary>
    public required int First { get; init; }

    /// <summary>What follows; zero where one character becomes one other.</summary>
    public required int Second { get; init; }

    /// <summary>Whether NFC puts the two together again.</summary>
    public required bool IsComposed { get; init; }
}
