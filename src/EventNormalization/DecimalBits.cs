using System.Runtime.CompilerServices;

namespace EventNormalization;

/// <summary>What a decimal consists of: a coefficient of 96 bits, a scale and a sign.</summary>
/// <remarks>
/// The members lie as those of <see cref="decimal"/> do, which is the <c>DECIMAL</c> of OLE Automation. So taking one
/// apart costs nothing, where <see cref="decimal.GetBits(decimal)"/> costs as much as adding it up. A test compares both.
/// </remarks>
internal readonly struct DecimalBits
{
#pragma warning disable CS0649 // The cast fills them.
    private readonly int _flags;

    /// <summary>The upper 32 bits of the coefficient.</summary>
    public readonly uint High;

    /// <summary>The lower 64 bits of the coefficient.</summary>
    public readonly ulong Low;
#pragma warning restore CS0649

    /// <summary>How many digits of the coefficient are decimals; from 0 to 28.</summary>
    public int Scale => (_flags >> 16) & 0xFF;

    public bool IsNegative => _flags < 0;

    /// <summary>Takes a decimal apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DecimalBits Of(decimal value) => Unsafe.BitCast<decimal, DecimalBits>(value);
}
