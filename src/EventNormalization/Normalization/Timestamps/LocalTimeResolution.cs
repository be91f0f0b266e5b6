namespace EventNormalization.Normalization;

/// <summary>The meaning of a local time that is skipped or occurs twice in its zone.</summary>
public enum LocalTimeResolution
{
    /// <summary>It is refused with its candidates.</summary>
    Refuse,

    /// <summary>The earlier instant of the two; for a skipped time, as if the clocks had not yet gone forward.</summary>
    Earlier,

    /// <summary>The later instant of the two; for a skipped time, as if the clocks had already gone forward.</summary>
    Later,
}
