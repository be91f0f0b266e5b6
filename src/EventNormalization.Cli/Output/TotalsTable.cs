using System;
using System.Collections.Generic;
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

    // A border and a blank on both sides.
    private const int BetweenColumns = 3;

    public static async Task WriteAsync(
        TotalsColumns columns, IReadOnlyList<TotalsGroup> groups, ToolEnvironment environment)
    {
        var isSplit = groups.Any(columns.IsMixed);
        var lines = groups.SelectMany(group => columns.LinesOf(group)).ToList();
        List<(string Head, IReadOnlyList<string> Cells)> texts =
            [.. columns.Keys.Select((key, i) => (key.Name, KeysOf(i, lines)))];
        if (isSplit)
        {
            texts.Add((FieldNames.Currency, [.. lines.Select(line => line.Currency ?? "")]));
        }

        var keyCount = texts.Count;
        texts.AddRange(columns.Measures.Select(measure => (measure.Name, CellsOf(measure, lines))));
        AddBars(texts, columns, lines, environment.TableWidth());
        var table = Tables.Create([.. texts.Select(column => column.Head)]);
        foreach (var (i, _) in columns.Measures.Index().Where(one => !IsOfLists(one.Item, lines)))
        {
            table.Columns[keyCount + i].Alignment = Justify.Right;
            table.Columns[keyCount + i].NoWrap = true;
        }

        for (var i = 0; i < lines.Count; i++)
        {
            table.AddRow(texts.Select(column => Tables.Cell(column.Cells[i])));
        }

        await Tables.WriteAsync(table, environment.TableWidth(), environment.Output).ConfigureAwait(false);
        await ResultText.WriteAsync(environment.Output, isSplit ? Note : "").ConfigureAwait(false);
    }

    private static IReadOnlyList<string> KeysOf(int index, List<TotalsGroup> lines) =>
        [.. lines.Select(line => KeyText.Of(line, index))];

    private static IReadOnlyList<string> CellsOf(Measure measure, List<TotalsGroup> lines)
    {
        string[] cells = [.. lines.Select(line => MeasureText.CellOf(measure, line[measure]))];
        return IsOfLists(measure, lines) ? cells : DecimalColumn.Align(cells);
    }

    private static bool IsOfLists(Measure measure, List<TotalsGroup> lines) =>
        lines.Exists(line => line[measure].Kind == MeasureValueKind.List);

    /// <summary>Adds bars of the first measure to groups by window, if there is room.</summary>
    private static void AddBars(
        List<(string Head, IReadOnlyList<string> Cells)> texts, TotalsColumns columns, List<TotalsGroup> lines,
        int tableWidth)
    {
        var used = 1 + texts.Sum(column => BetweenColumns + WidthOf(column));
        var width = Math.Min(BarColumn.WidthMax, tableWidth - used - BetweenColumns);
        if (columns.WindowIndex >= 0 && width >= BarColumn.WidthMin
            && BarColumn.MeasureOf(columns, lines) is { } measure)
        {
            texts.Add((width < measure.Name.Length ? "" : measure.Name, BarColumn.Of(measure, lines, width)));
        }
    }

    private static int WidthOf((string Head, IReadOnlyList<string> Cells) column) =>
        column.Cells.Prepend(column.Head).Max(text => Tables.WidthOf(TerminalText.Escape(text)));
}
