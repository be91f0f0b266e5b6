using System.Runtime.CompilerServices;

namespace EventNormalization;

/// <summary>What a decimal consists of: a coefficient of 96 bits, a scale and a sign.</summary>
/// <remarks>
/// The members lie as those of <see cref="decimal"/> do, which is the <c>DECIMAL</c> of OLE Automation. So taking one
/// apart costs nothing, where <see cref="decimal.GetBits(decimal)"/> costs as much as adding it up. A test compares
/// both.
/// </remarks>
internal readonly struct DecimalBits
{
    private readonly int _flags;

    /// <summary>The upper 32 bits of the coefficient.</summary>
    public readonly uint High;

    /// <summary>The lower 64 bits of the coefficient.</summary>
    public readonly ulong Low;

    // Says what the members are; it is the cast that fills them.
#pragma warning disable IDE0051
    private DecimalBits(int flags, uint high, ulong low) => (_flags, High, Low) = (flags, high, low);
#pragma warning restore IDE0051

    /// <summary>How many digits of the coefficient are decimals; from 0 to 28.</summary>
    public int Scale => (_flags >> 16) & 0xFF;

    public bool IsNegative => _flags < 0;

    /// <summary>Takes a decimal apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DecimalBits Of(decimal value) => Unsafe.BitCast<decimal, DecimalBits>(value);
}
