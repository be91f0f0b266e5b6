using System;

namespace EventNormalization.Normalization;

/// <summary>What a member's name means: a field, a place inside its object, both or neither. It fits a register.</summary>
internal readonly struct NameTarget
{
    /// <summary>The most fields and the most places that there can be.</summary>
    public const int NumberMax = 0x7FFE;

    private readonly int _bits;

    /// <summary>A target; a number that is -1 means none.</summary>
    /// <exception cref="ArgumentException">A number is larger than <see cref="NumberMax"/>.</exception>
    public NameTarget(int field, int inside, bool isOwnName)
    {
        if (field > NumberMax || inside > NumberMax)
        {
            throw new ArgumentException($"A schema has at most {NumberMax} fields and {NumberMax} objects on paths.");
        }

        _bits = ((inside + 1) << 16) | (field < 0 ? 0 : ChainOf(field, isOwnName ? FieldRank.OwnName : FieldRank.Alias));
    }

    /// <summary>Neither a field nor a place: also what <c>default</c> is.</summary>
    public static NameTarget None => default;

    /// <summary>The number of the field, or -1.</summary>
    public int Field => FieldOf(Chain);

    /// <summary>Where the names inside the member's object are looked up, or -1.</summary>
    public int Inside => (_bits >> 16) - 1;

    /// <summary>Whether the name is the field's own, which wins over aliases.</summary>
    public bool IsOwnName => Field >= 0 && IsOwnNameOf(Chain);

    /// <summary>The chain that the member is in: one for each field and rank, 0 for what is no field.</summary>
    public int Chain => _bits & 0xFFFF;

    /// <summary>The chain of the members of a field and rank.</summary>
    public static int ChainOf(int field, FieldRank rank) => (2 * (field + 1)) + (int)rank;

    /// <summary>The field of a chain, or -1.</summary>
    public static int FieldOf(int chain) => (chain >> 1) - 1;

    /// <summary>Whether a chain is of members that have the field's own name.</summary>
    public static bool IsOwnNameOf(int chain) => (chain & 1) == (int)FieldRank.OwnName;
}
