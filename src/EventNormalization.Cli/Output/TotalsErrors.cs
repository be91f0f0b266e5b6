using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using EventNormalization.Aggregation;
using EventNormalization.Api.Reading;
using EventNormalization.Totals;

namespace EventNormalization.Cli.Output;

/// <summary>Reports totals without a value, so that a script cannot mistake their absence for zero.</summary>
internal static class TotalsErrors
{
    /// <summary>Writes them; returns the exit code.</summary>
    public static int Report(
        TotalsColumns columns, IReadOnlyList<TotalsGroup> groups, ReportStyle style, TextWriter error)
    {
        // A table has a line for each currency instead, and says so.
        IReadOnlyList<TotalsGroup> mixed = style == ReportStyle.Table ? [] : [.. groups.Where(columns.IsMixed)];
        if (mixed.Count > 0)
        {
            error.WriteLine("eventnorm: " + Describe(columns, mixed));
        }

        var others =
            groups.SelectMany(
                group => style == ReportStyle.Table && columns.IsMixed(group) ? group.ByCurrency : [group])
            .SelectMany(group => columns.Measures.Select(measure => group[measure].Error))
            .OfType<AggregateError>().Where(one => one.Code != AggregateError.CurrenciesCode).ToList();
        foreach (var one in others)
        {
            error.WriteLine("eventnorm: " + TerminalText.Escape(one.ToString()!));
        }

        return others.Count + mixed.Count > 0 ? ExitCode.Failed : ExitCode.Success;
    }

    /// <summary>One line for all groups: thousands of them may be of several currencies.</summary>
    private static string Describe(TotalsColumns columns, IReadOnlyList<TotalsGroup> mixed)
    {
        var first = columns.Measures.Select(measure => mixed[0][measure].Error).OfType<AggregateError>().First();
        var others = mixed.Count == 1 ? "" : string.Create(
            CultureInfo.InvariantCulture, $" So it is in {mixed.Count} groups.");
        return TerminalText.Escape(first.ToString()) + others + " Use --by currency.";
    }
}
