using System;
using NodaTime;
using NodaTime.Text;

namespace EventNormalization.Tests.Normalization.Timestamps;

/// <summary>A way in which an instant is printed, and the unit to which that keeps it.</summary>
/// <param name="Name">The form, as a failing test names it.</param>
/// <param name="Unit">The smallest part of a second that the form shows, in nanoseconds.</param>
/// <param name="Print">Prints an instant that is whole in that unit.</param>
internal sealed record PrintedForm(string Name, long Unit, Func<Instant, string> Print)
{
    public static PrintedForm OfPattern(string pattern, long unit)
    {
        var instants = InstantPattern.CreateWithInvariantCulture(pattern);
        return new PrintedForm(pattern, unit, instants.Format);
    }

    /// <summary>The latest instant not after this one that the form shows in full.</summary>
    public Instant Cut(Instant value)
    {
        var sinceDay = value - Instant.FromUnixTimeSeconds(value.ToUnixTimeSeconds());
        var second = value.ToUnixTimeSeconds();
        return Unit >= NodaConstants.NanosecondsPerSecond
            ? Instant.FromUnixTimeSeconds(second - Modulo(second, Unit / NodaConstants.NanosecondsPerSecond))
            : Instant.FromUnixTimeSeconds(second).PlusNanoseconds(
                sinceDay.ToInt64Nanoseconds() - (sinceDay.ToInt64Nanoseconds() % Unit));
    }

    public override string ToString() => Name;

    private static long Modulo(long value, long divisor) => ((value % divisor) + divisor) % divisor;
}
