using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EventNormalization.Totals;

namespace EventNormalization.Testing;

/// <summary>Writes groups of totals so that two of them can be compared to the last bit.</summary>
internal static class TotalsText
{
    /// <summary>One line for each group; decimals with all their zeros.</summary>
    public static string[] Of(IEnumerable<TotalsGroup> groups) => [.. groups.Select(Of)];

    public static string Of(TotalsGroup group) =>
        $"[{KeyOf(group)}] {ValuesOf(group)}" + string.Concat(group.ByCurrency.Select(
            one => $" {{{one.Currency ?? "none"}{(one.Key.SequenceEqual(group.Key)
                ? "" : " of another key")} {ValuesOf(one)}}}"));

    private static string KeyOf(TotalsGroup group) => string.Join(", ", group.GroupBy.Zip(group.Key)
        .Where(pair => pair.Second is not null).Select(pair => $"{pair.First}={pair.Second}"));

    private static string ValuesOf(TotalsGroup group) => group.Measures.SequenceEqual(Measures.Standard)
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"{group.Count}: sum {group.Sum}, {group[Measures.Min]} to {group[Measures.Max]}, mean "
                + $"{group[Measures.Mean]}")
        : string.Join(", ", group.Measures.Zip(group.Values).Select(pair => $"{pair.First.Name} {pair.Second}"));
}
