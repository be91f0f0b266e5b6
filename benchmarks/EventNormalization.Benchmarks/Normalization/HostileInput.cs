namespace EventNormalization.Benchmarks.Normalization;

/// <summary>Deliveries that mean harm, or at least do it to careless readers.</summary>
public enum HostileInput
{
    MegabyteOfDigits,
    HugeExponent,
    ControlCharacter,
    DirectionMark,
    HalfSurrogatePair,
    TenThousandLevels,
    RepeatedName,
    CutShort,
}
