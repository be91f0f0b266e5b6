using System;
using System.Globalization;
using System.Linq;
using EventNormalization.Normalization;
using EventNormalization.Totals;

namespace EventNormalization.Cli.Output;

/// <summary>How totals are shown to people.</summary>
internal static class MeasureText
{
    private const int ShownDecimals = 6;

    /// <summary>The value for a person; a mean has at most six decimals, a list is on one line.</summary>
    public static string CellOf(Measure measure, MeasureValue value) =>
        value.Kind == MeasureValueKind.List
            ? string.Join(", ", value.Entries.Select(entry => $"{entry.Key}: {entry.Value}"))
            : IsMean(measure) && value.Kind == MeasureValueKind.Value
                ? decimal.Round(value.AsDecimal()!.Value, ShownDecimals, MidpointRounding.ToEven)
                    .ToString(CultureInfo.InvariantCulture)
                : value.ToString();

    /// <summary>The value as a number that a bar or a line can show; <see langword="null"/> if it is none.</summary>
    public static double? NumberOf(MeasureValue value) =>
        value.Kind != MeasureValueKind.Value ? null : value.AsField() switch
        {
            { Kind: FieldValueKind.Decimal } number => (double)number.AsDecimal(),
            { Kind: FieldValueKind.Integer } number => number.AsInteger(),
            _ => null,
        };

    private static bool IsMean(Measure measure) =>
        measure.Field is { } field && measure.Equals(Measures.MeanOf(field));
}
