using System;
using System.Globalization;
using EventNormalization.Aggregation;
using EventNormalization.Normalization;

namespace EventNormalization.Totals;

/// <summary>Reads the names of the shipped measures.</summary>
internal static class MeasureNames
{
    /// <summary>The measure of a name; null where the library ships none.</summary>
    /// <remarks>Each measure has one name alone: <c>p050</c> and <c>top:05:region</c> are none.</remarks>
    public static Measure? Find(string name)
    {
        var (kind, field) = Split(name);
        if (kind == "top")
        {
            return field is null ? null : FindTop(field);
        }

        return field is null ? FindOf(kind, FieldNames.Amount)
            : string.IsNullOrWhiteSpace(field) ? null
            : FindOf(kind, field) ?? FindOfAnyField(kind, field);
    }

    /// <summary>Whether it names a state that shipped measures follow from, which is no measure itself.</summary>
    public static bool IsOfPart(string name) => Split(name).Before is QuantileMeasure.PartName or TopMeasure.PartName;

    private static Measure? FindOf(string kind, string field) => kind switch
    {
        "count" => Measures.CountOf(field),
        "sum" => Measures.SumOf(field),
        "min" => Measures.MinOf(field),
        "max" => Measures.MaxOf(field),
        "mean" => Measures.MeanOf(field),
        "first" => Measures.FirstOf(field),
        "latest" => Measures.LatestOf(field),
        "histogram" => Measures.HistogramOf(field),
        _ => FindQuantile(kind, field),
    };

    private static Measure? FindOfAnyField(string kind, string field) => kind switch
    {
        "distinct" => Measures.DistinctOf(field),
        "distinct~" => Measures.DistinctSketchOf(field),
        _ => null,
    };

    private static Measure? FindQuantile(string kind, string field) =>
        kind.StartsWith('p')
        && decimal.TryParse(
            kind.AsSpan(1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
        && NearestRank.IsPercent(percent)
        && QuantileMeasure.NameOf(percent) == kind
            ? Measures.QuantileOf(percent, field)
            : null;

    private static Measure? FindTop(string countAndField)
    {
        var (digits, field) = Split(countAndField);
        return !string.IsNullOrWhiteSpace(field)
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count is >= 1 and <= Measures.TopCountMax
            && count.ToString(CultureInfo.InvariantCulture) == digits
                ? Measures.TopOf(count, field)
                : null;
    }

    private static (string Before, string? After) Split(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (text, null) : (text[..colon], text[(colon + 1)..]);
    }
}
