using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Storage;
using Spectre.Console;

namespace EventNormalization.Cli.Output;

/// <summary>Totals as a table for people.</summary>
internal static class TotalsTable
{
    public static Task WriteAsync(TotalsColumns columns, IReadOnlyList<TotalsGroup> groups, Stream output)
    {
        var table = Tables.Create([.. columns.Names]);
        foreach (var column in table.Columns.Skip(columns.Fields.Count))
        {
            column.RightAligned().NoWrap();
        }

        foreach (var group in groups)
        {
            var key = columns.Fields.Select(field => TotalsColumns.ValueOf(group, field)?.ToString() ?? "");
            table.AddRow(key.Concat(columns.Measures.Select(measure => measure.CellOf(group))).Select(Tables.Cell));
        }

        return Tables.WriteAsync(table, output);
    }
}
