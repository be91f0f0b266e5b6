using System;

namespace EventNormalization.Normalization;

/// <summary>What a member's name means: a field, a place inside its object, both or neither. It fits a register.</summary>
internal readonly struct NameTarget
{
    /// <summary>The most fields and the most places that there can be.</summary>
    public const int NumberMax = 0x7FFE;

    private const int OwnNameBit = 1 << 15;
    private readonly int _bits;

    /// <summary>A target; a number that is -1 means none.</summary>
    /// <exception cref="ArgumentException">A number is larger than <see cref="NumberMax"/>.</exception>
    public NameTarget(int field, int inside, bool isOwnName)
    {
        if (field > NumberMax || inside > NumberMax)
        {
            throw new ArgumentException($"A schema has at most {NumberMax} fields and {NumberMax} objects on paths.");
        }

        _bits = ((inside + 1) << 16) | (isOwnName ? OwnNameBit : 0) | (field + 1);
    }

    /// <summary>Neither a field nor a place: also what <c>default</c> is.</summary>
    public static NameTarget None => default;

    /// <summary>The number of the field, or -1.</summary>
    public int Field => (_bits & 0x7FFF) - 1;

    /// <summary>Where the names inside the member's object are looked up, or -1.</summary>
    public int Inside => (_bits >> 16) - 1;

    /// <summary>Whether the name is the field's own, which wins over aliases.</summary>
    public bool IsOwnName => (_bits & OwnNameBit) != 0;

    /// <summary>The number of the chain that the member is in: there is one for each field and rank.</summary>
    public int Chain => (2 * Field) + (IsOwnName ? (int)FieldRank.OwnName : (int)FieldRank.Alias);
}
