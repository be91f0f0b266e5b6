using EventNormalization.Totals;

namespace EventNormalization.Api.Reading;

/// <summary>The values of a group's key, as people read them.</summary>
internal static class KeyText
{
    /// <summary>A value of the key; where a window begins, by the clock of its zone; empty if there is none.</summary>
    public static string Of(TotalsGroup group, int index) =>
        group.WindowOf(group.GroupBy[index])?.Text ?? group.Key[index]?.ToString() ?? "";
}
