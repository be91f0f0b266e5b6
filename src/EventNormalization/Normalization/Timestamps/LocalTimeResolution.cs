namespace EventNormalization.Normalization;

/// <summary>The meaning of a local time that is skipped or occurs twice in its zone.</summary>
public enum LocalTimeResolution
{
    /// <summary>It is refused with its candidates.</summary>
    Refuse,

    /// <summary>The earlier of the two instants that the offsets before and after the change of clocks give.</summary>
    Earlier,

    /// <summary>The later of the two instants that the offsets before and after the change of clocks give.</summary>
    Later,
}
