namespace EventNormalization.Normalization;

/// <summary>
/// What a member's name means: a field, a place inside its object, both or neither. It fits a register.
/// </summary>
internal readonly struct NameTarget
{
    /// <summary>The most fields and the most places that there can be.</summary>
    public const int NumberMax = 0x7FFE;

    private const int InsideShift = 16;
    private const int RankShift = 32;
    private const int WrapperShift = 48;

    private readonly ulong _bits;

    /// <summary>A target; a number that is -1 means none.</summary>
    public NameTarget(int field, int inside, int rank, bool isWrapper = false)
    {
        _bits = unchecked(((ulong)(isWrapper ? 1 : 0) << WrapperShift) | ((ulong)(ushort)rank << RankShift)
            | ((ulong)(ushort)(inside + 1) << InsideShift) | (ushort)(field + 1));
    }

    /// <summary>Neither a field nor a place: also what <c>default</c> is.</summary>
    public static NameTarget None => default;

    /// <summary>The number of the field, or -1.</summary>
    public int Field => unchecked(Chain - 1);

    /// <summary>Where the names inside the member's object are looked up, or -1.</summary>
    public int Inside => unchecked((int)(ushort)(_bits >> InsideShift) - 1);

    /// <summary>Which of the field's members come first; see <see cref="FieldRank"/>.</summary>
    public ushort Rank => unchecked((ushort)(_bits >> RankShift));

    /// <summary>Whether an object is read together with what is around it, and an array is several events.</summary>
    public bool IsWrapper => (_bits >> WrapperShift) != 0;

    /// <summary>The chain that the member is in: one for each field, 0 for what is no field.</summary>
    public int Chain => unchecked((ushort)_bits);

    /// <summary>Whether it has to be seen what an object or an array of this name is.</summary>
    public bool IsNotedWhenOpened => (_bits & ((1UL << WrapperShift) | 0xFFFF)) != 0;
}
