using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Normalization;
using EventNormalization.Storage;
using Spectre.Console;

namespace EventNormalization.Cli.Output;

/// <summary>Totals as a table for people: a group of several currencies has a line for each of them.</summary>
internal static class TotalsTable
{
    private const string Note =
        "Amounts of several currencies are not added: such a group has a line for each currency.\n";

    public static async Task WriteAsync(
        TotalsColumns columns, IReadOnlyList<TotalsGroup> groups, Surroundings surroundings)
    {
        var isSplit = groups.Any(columns.IsMixed);
        IReadOnlyList<string> fields = isSplit ? [.. columns.Fields, FieldNames.Currency] : columns.Fields;
        var table = Tables.Create([.. fields, .. columns.Measures.Select(measure => measure.Name)]);
        foreach (var column in table.Columns.Skip(fields.Count))
        {
            column.RightAligned().NoWrap();
        }

        foreach (var group in groups.SelectMany(group => LinesOf(columns, group)))
        {
            var key = fields.Select(field => TextOf(group, field));
            table.AddRow(key.Concat(columns.Measures.Select(measure => measure.CellOf(group))).Select(Tables.Cell));
        }

        await Tables.WriteAsync(table, surroundings.TableWidth(), surroundings.Output).ConfigureAwait(false);
        await ResultText.WriteAsync(surroundings.Output, isSplit ? Note : "").ConfigureAwait(false);
    }

    /// <summary>A group that is not split has a currency as well, though its key does not say so.</summary>
    private static string TextOf(TotalsGroup group, string field) =>
        TotalsColumns.ValueOf(group, field)?.ToString()
        ?? (field == FieldNames.Currency ? group.Currency : null)
        ?? "";

    private static ImmutableArray<TotalsGroup> LinesOf(TotalsColumns columns, TotalsGroup group) =>
        columns.IsMixed(group) ? group.ByCurrency : [group];
}
