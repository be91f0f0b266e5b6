using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Api.Reading;
using EventNormalization.Normalization;
using EventNormalization.Totals;
using Spectre.Console;

namespace EventNormalization.Cli.Output;

/// <summary>Totals as a table for people: a group of several currencies has a line for each of them.</summary>
internal static class TotalsTable
{
    private const string Note =
        "Amounts of several currencies are not added: such a group has a line for each currency.\n";

    public static async Task WriteAsync(
        TotalsColumns columns, IReadOnlyList<TotalsGroup> groups, ToolEnvironment environment)
    {
        var isSplit = groups.Any(columns.IsMixed);
        var fields = isSplit ? [.. columns.Fields, FieldNames.Currency] : columns.Fields;
        var table = Tables.Create([.. fields, .. columns.Measures.Select(measure => measure.Name)]);
        foreach (var column in table.Columns.Skip(fields.Count))
        {
            column.RightAligned().NoWrap();
        }

        foreach (var group in groups.SelectMany(group => LinesOf(columns, group)))
        {
            var key = group.Key.Select(value => value?.ToString() ?? "").Concat(isSplit ? [group.Currency ?? ""] : []);
            table.AddRow(key.Concat(columns.Measures.Select(measure => MeasureText.CellOf(measure, group[measure])))
                .Select(Tables.Cell));
        }

        await Tables.WriteAsync(table, environment.TableWidth(), environment.Output).ConfigureAwait(false);
        await ResultText.WriteAsync(environment.Output, isSplit ? Note : "").ConfigureAwait(false);
    }

    private static ImmutableArray<TotalsGroup> LinesOf(TotalsColumns columns, TotalsGroup group) =>
        columns.IsMixed(group) ? group.ByCurrency : [group];
}
