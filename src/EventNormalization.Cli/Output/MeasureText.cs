using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using EventNormalization.Totals;

namespace EventNormalization.Cli.Output;

/// <summary>How measures are named by the user and shown to people.</summary>
internal static class MeasureText
{
    private const int ShownDecimals = 6;

    /// <summary>The names of the measures of amounts.</summary>
    public static string AllNames => string.Join(',', Measures.Standard.Select(measure => measure.Name));

    /// <summary>The measures with these names, in this order; those of amounts if there are no names.</summary>
    /// <exception cref="UsageException">A name is not known or there twice.</exception>
    public static ImmutableArray<Measure> Parse(IReadOnlyList<string> names)
    {
        if (names.Distinct().Count() != names.Count)
        {
            throw new UsageException("--measures: a measure is named twice.");
        }

        return names.Count == 0 ? Measures.Standard : [.. names.Select(Find)];
    }

    /// <summary>The value in plain digits; the reason code if there is none.</summary>
    public static string TextOf(MeasureValue value) => value.ToString();

    /// <summary>The value for a person, with at most six decimals.</summary>
    public static string CellOf(Measure measure, MeasureValue value) =>
        IsMean(measure) && value.Kind == MeasureValueKind.Value
            ? decimal.Round(value.AsDecimal()!.Value, ShownDecimals, MidpointRounding.ToEven)
                .ToString(CultureInfo.InvariantCulture)
            : TextOf(value);

    private static bool IsMean(Measure measure) =>
        measure.Field is { } field && measure.Equals(Measures.MeanOf(field));

    private static Measure Find(string name) => Measures.TryFind(name, out var measure)
        ? measure
        : throw new UsageException($"--measures: found \"{TerminalText.Escape(name)}\", expected some of {AllNames}.");
}
