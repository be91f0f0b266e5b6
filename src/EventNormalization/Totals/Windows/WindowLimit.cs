using System;

namespace EventNormalization.Totals;

/// <summary>How many groups windows may make beside those that events make.</summary>
internal static class WindowLimit
{
    /// <exception cref="ArgumentException">There are more.</exception>
    public static void Require(long groupCount)
    {
        if (groupCount > TotalsQuery.WindowCountMax)
        {
            throw new ArgumentException(
                $"The totals have more than {TotalsQuery.WindowCountMax} groups with their windows of time; "
                + "ask for longer windows, a shorter time or fewer keys.");
        }
    }
}
