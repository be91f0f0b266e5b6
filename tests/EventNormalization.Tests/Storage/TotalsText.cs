using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EventNormalization.Storage;

namespace EventNormalization.Tests.Storage;

/// <summary>Writes groups of totals so that two of them can be compared to the last bit.</summary>
internal static class TotalsText
{
    /// <summary>One line for each group; decimals with all their zeros.</summary>
    public static string[] Of(IEnumerable<TotalsGroup> groups) => [.. groups.Select(Of)];

    private static string Of(TotalsGroup group) => string.Create(
        CultureInfo.InvariantCulture,
        $"[{string.Join(", ", group.Key)}] {group.Count}: sum {group.Sum}, {group.Min} to {group.Max}, mean {group.Mean}")
        + string.Concat(group.ByCurrency.Select(one => " {" + Of(one) + "}"));
}
