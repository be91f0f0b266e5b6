using System;
using System.Globalization;
using System.Linq;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace EventNormalization.Tests.Aggregation;

/// <summary>Makes decimals, the nasty ones included, and reads them by BigInteger alone.</summary>
internal static class Amounts
{
    private static readonly decimal[] Nasty =
    [
        0m, 0.00m, -0.0m, 1m, 1.0m, 1.000m, -1.10m, decimal.MaxValue, decimal.MinValue, decimal.MaxValue - 1,
        0.0000000000000000000000000001m, -0.0000000000000000000000000001m, 7.9228162514264337593543950335m,
        5m, 50m, 0.5m, 79228162514264337593543950330m, 0.10m,
    ];

    /// <summary>Any decimal: of everyday size, of any bits, or a nasty one.</summary>
    public static Gen<decimal> Any { get; } = Gen.OneOf(Everyday(), OfAnyBits(), Gen.Elements(Nasty));

    /// <summary>The number of units of 10^-28 that a decimal is.</summary>
    public static BigInteger UnitsOf(decimal value)
    {
        var digits = value.ToString(CultureInfo.InvariantCulture).Replace(".", "", StringComparison.Ordinal);
        return BigInteger.Parse(digits, CultureInfo.InvariantCulture) * BigInteger.Pow(10, 28 - value.Scale);
    }

    /// <summary>The four words of a decimal, which tell 1.0 from 1.00.</summary>
    public static string BitsOf(decimal? value) =>
        value is { } number ? string.Join(' ', decimal.GetBits(number)) : "none";

    private static Gen<decimal> Everyday() =>
        from coefficient in Gen.Choose(-1_000_000, 1_000_000)
        from scale in Gen.Choose(0, 4)
        select new decimal(Math.Abs(coefficient), 0, 0, coefficient < 0, (byte)scale);

    private static Gen<decimal> OfAnyBits() =>
        from bytes in Gen.ArrayOf(Gen.Choose(0, 255), 12)
        from bits in Gen.Choose(1, 96)
        from sign in Gen.Choose(0, 1)
        from scale in Gen.Choose(0, 28)
        let coefficient = bytes.Aggregate(UInt128.Zero, (value, next) => (value << 8) | (uint)next) >> (96 - bits)
        select Make(coefficient, sign == 1, (byte)scale);

    private static decimal Make(UInt128 coefficient, bool isNegative, byte scale) => unchecked(
        new((int)coefficient, (int)(coefficient >> 32), (int)(coefficient >> 64), isNegative, scale));
}
