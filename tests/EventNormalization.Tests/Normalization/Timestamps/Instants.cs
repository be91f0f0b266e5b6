using System;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace EventNormalization.Tests.Normalization.Timestamps;

/// <summary>Random instants of the years that the library holds, the nasty ones among them more often than by chance.</summary>
internal static class Instants
{
    private const long EarliestSecond = -62_135_596_800;
    private const long LatestSecond = 253_402_300_799;

    private static readonly Instant[] Nasty =
    [
        .. new[]
        {
            Instant.FromUtc(1, 1, 1, 0, 0),
            Instant.FromUtc(9999, 12, 31, 23, 59, 59).PlusNanoseconds(999_999_999),
            Instant.FromUtc(1970, 1, 1, 0, 0),
            Instant.FromUtc(1970, 1, 1, 0, 0).PlusNanoseconds(-1),
            Instant.FromUtc(1600, 2, 29, 23, 59, 59),
            Instant.FromUtc(1900, 2, 28, 12, 0),
            Instant.FromUtc(2000, 2, 29, 0, 0),
            Instant.FromUtc(2024, 2, 29, 12, 0).PlusNanoseconds(1),
            Instant.FromUtc(2024, 12, 31, 23, 59, 59).PlusNanoseconds(999_999_999),
            Instant.FromUtc(2020, 12, 28, 0, 0),
            Instant.FromUtc(2021, 1, 3, 12, 59, 59).PlusNanoseconds(100_000_000),
            Instant.FromUtc(2021, 3, 28, 1, 0),
            Instant.FromUtc(2021, 10, 31, 0, 30),
            Instant.FromUtc(2038, 1, 19, 3, 14, 8),
        },
    ];

    private static readonly int[] Nanoseconds = [0, 1, 10, 100_000_000, 999_999_999, 120_000_000, 1_000, 5_000_000];

    /// <summary>Instants of all years.</summary>
    public static Gen<Instant> Any { get; } = Between(EarliestSecond, LatestSecond);

    /// <summary>Instants of our time and its neighbourhood, for forms that hold no others.</summary>
    public static Gen<Instant> Between(Instant first, Instant last) =>
        Between(first.ToUnixTimeSeconds(), last.ToUnixTimeSeconds());

    /// <summary>As many instants as asked for, always the same, whose milliseconds since 1970 have 13 digits.</summary>
    public static Instant[] Seeded(int count, int seed)
    {
        var random = new Random(seed);
        var first = Instant.FromUtc(2001, 9, 10, 0, 0).ToUnixTimeSeconds();
        var last = Instant.FromUtc(2100, 12, 31, 0, 0).ToUnixTimeSeconds();
        return [.. Enumerable.Range(0, count).Select(_ => Instant.FromUnixTimeSeconds(random.NextInt64(first, last))
            .PlusNanoseconds(1_000_000L * random.Next(1_000)))];
    }

    private static Gen<Instant> Between(long first, long last)
    {
        var days = Gen.Choose((int)Math.Ceiling(first / 86_400.0), (int)Math.Floor(last / 86_400.0));
        var nanosecond = Gen.OneOf(Gen.Elements(Nanoseconds), Gen.Choose(0, 999_999_999));
        var random = from day in days
                     from second in Gen.Choose(0, 86_399)
                     from part in nanosecond
                     select Instant.FromUnixTimeSeconds(Math.Min(last, (86_400L * day) + second)).PlusNanoseconds(part);
        var midnight = from day in days select Instant.FromUnixTimeSeconds(86_400L * day);
        var nasty = Nasty.Where(i => i.ToUnixTimeSeconds() >= first && i.ToUnixTimeSeconds() <= last).ToArray();
        return nasty.Length == 0
            ? Gen.Frequency((8, random), (1, midnight))
            : Gen.Frequency((8, random), (1, midnight), (2, Gen.Elements(nasty)));
    }
}
