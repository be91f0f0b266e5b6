using System.Diagnostics;

namespace EventNormalization.Normalization;

/// <summary>The rank of a field's members: the order of the name, then the level.</summary>
internal static class FieldRank
{
    /// <summary>The order of the field's own name.</summary>
    public const int OwnName = 0;

    /// <summary>The order of all aliases, or of the first one where they have an order.</summary>
    public const int Alias = 1;

    /// <summary>The order of names that count only where there is no other.</summary>
    public const int Weak = 0x7FFF;

    /// <summary>The rank of a name.</summary>
    public static int Of(int order, bool isInner)
    {
        Debug.Assert(order is >= OwnName and <= Weak);
        return unchecked((order << 1) | (isInner ? 1 : 0));
    }

    /// <summary>The order of a rank.</summary>
    public static int OrderOf(int rank) => rank >> 1;

    /// <summary>Whether a rank is of a member inside a wrapper.</summary>
    public static bool IsInner(int rank) => (rank & 1) != 0;
}
