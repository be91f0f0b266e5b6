using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace EventNormalization.Aggregation;

/// <summary>What a sum knows of its decimals: their exact sum.</summary>
/// <remarks>
/// <para>Ordinary decimals, those that are whole numbers of 10^-8 within 64 bits, are added up as integers, which is
/// several times cheaper; the others go into an <see cref="ExactSum"/>. The two together are the sum.</para>
/// <para><c>default</c> is the state of no decimal. Equal when the sums are, however they are divided.</para>
/// </remarks>
public struct SumState : IEquatable<SumState>
{
    private static readonly BigInteger PartsOfUnit = BigInteger.Pow(10, ExactSum.ScaleMax - DecimalUnits.Scale);

    // 2^63 integers of 64 bits have a sum of at most 127 bits.
    private Int128 _units;
    private ExactSum _wide;

    /// <summary>The state of decimals that have this sum.</summary>
    /// <param name="sum">What was summed before, such as a stored roll-up.</param>
    /// <returns>A state that further decimals may be added to.</returns>
    public static SumState FromSum(ExactSum sum) => new() { _wide = sum };

    /// <summary>The exact sum.</summary>
    /// <returns>Exact, also where no decimal holds it.</returns>
    public readonly ExactSum ToSum() => _units == 0 ? _wide : _wide.Merge(OfUnits(_units));

    /// <summary>Adds a decimal.</summary>
    /// <param name="value">The decimal.</param>
    /// <exception cref="OverflowException">The sum is of more than 2^63 decimals.</exception>
    internal void Add(decimal value)
    {
        if (DecimalUnits.TryGet(value, out var units))
        {
            AddUnits(units);
        }
        else
        {
            _wide = _wide.Add(value);
        }
    }

    /// <summary>The state of decimals whose sum is so many units.</summary>
    internal static SumState FromUnits(long units) => new() { _units = units };

    /// <summary>The sum in units; false if it is no whole number of them within 64 bits.</summary>
    internal readonly bool TryGetUnits(out long units)
    {
        if (_wide == default)
        {
            units = unchecked((long)_units);
            return units == _units;
        }

        var whole = BigInteger.DivRem(ToSum().ToBigInteger(), PartsOfUnit, out var rest);
        var isUnits = rest.IsZero && whole >= long.MinValue && whole <= long.MaxValue;
        units = isUnits ? (long)whole : 0;
        return isUnits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void AddUnits(long units) => _units = unchecked(_units + units);

    /// <summary>Adds the decimals of another state.</summary>
    internal void Merge(in SumState other)
    {
        // Units stay units: merging many small states costs no numbers of 256 bits.
        var units = unchecked(_units + other._units);
        var overflows = (Int128.IsNegative(_units) == Int128.IsNegative(other._units))
            && Int128.IsNegative(units) != Int128.IsNegative(_units);
        _wide = _wide.Merge(overflows ? other.ToSum() : other._wide);
        _units = overflows ? _units : units;
    }

    /// <inheritdoc/>
    public readonly bool Equals(SumState other) => ToSum() == other.ToSum();

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is SumState other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => ToSum().GetHashCode();

    /// <summary>The exact sum in plain digits.</summary>
    /// <returns>A text under the invariant culture, without an exponent or trailing zeros.</returns>
    public override readonly string ToString() => ToSum().ToString();

    /// <summary>Whether two states have the same sum.</summary>
    public static bool operator ==(SumState left, SumState right) => left.Equals(right);

    /// <summary>Whether two states have different sums.</summary>
    public static bool operator !=(SumState left, SumState right) => !left.Equals(right);

    private static ExactSum OfUnits(Int128 units)
    {
        var sum = (BigInteger)units * PartsOfUnit;
        Span<byte> bytes = stackalloc byte[ExactSum.ByteCount];
        bytes.Fill(sum.Sign < 0 ? byte.MaxValue : (byte)0);
        sum.TryWriteBytes(bytes[^sum.GetByteCount()..], out _, isBigEndian: true);
        return ExactSum.ReadFrom(bytes);
    }
}
