namespace EventNormalization.Benchmarks.Normalization.Schema;

/// <summary>What the profiles of a schema file say.</summary>
public enum ProfileTexts
{
    /// <summary>Every client the same.</summary>
    Alike,

    /// <summary>One of 240 combinations of zone, number format, date order and currency.</summary>
    Mixed,

    /// <summary>Every client a default of its own.</summary>
    Distinct,
}
