using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Ingestion;
using EventNormalization.Storage;
using Spectre.Console;
using CellText = Spectre.Console.Text;

namespace EventNormalization.Cli.Output;

/// <summary>Failed events as a table for people: one row each.</summary>
internal static class FailedTable
{
    private const int RowCountMax = 1_000;
    private const int DigitCount = 12;
    private const int PreviewCharCount = 60;
    private const int FewDigitCount = 8;
    private const int WidthOfAll = 132;

    public static async Task WriteAsync(IAsyncEnumerable<FailedEvent> entries, ToolEnvironment environment)
    {
        var width = environment.TableWidth();
        var isWide = width >= WidthOfAll;
        var table = isWide
            ? Tables.Create("hash", "state", "seen", "client", "where", "reasons", "begins with")
            : Tables.Create("hash", "seen", "client", "where", "reasons");
        table.Columns[0].NoWrap();
        table.Columns[isWide ? 2 : 1].RightAligned();
        table.Columns[isWide ? 5 : 4].NoWrap();
        var count = 0L;
        await foreach (var entry in entries.ConfigureAwait(false))
        {
            if (++count <= RowCountMax)
            {
                table.AddRow(isWide ? CellsOf(entry) : FewCellsOf(entry));
            }
        }

        await Tables.WriteAsync(table, width, environment.Output).ConfigureAwait(false);
        await ResultText.WriteAsync(environment.Output, Sentence(count)).ConfigureAwait(false);
    }

    private static IEnumerable<CellText> CellsOf(FailedEvent entry) =>
    [
        Tables.Cell(entry.Key.ToString()[..DigitCount]),
        Tables.Cell(FailedLabels.Of(entry)),
        Tables.Cell(entry.Occurrences.ToString(CultureInfo.InvariantCulture)),
        Tables.Cell(entry.ClientId ?? FailedStatistics.UnknownClient),
        Tables.Cell(entry.Location.ToString()),
        Tables.Cell(string.Join(", ", FailedLabels.CodesOf(entry))),
        Tables.Cell(Preview(entry)),
    ];

    /// <summary>What tells the events apart on a narrow terminal; the reasons say the state as well.</summary>
    private static IEnumerable<CellText> FewCellsOf(FailedEvent entry) =>
    [
        Tables.Cell(entry.Key.ToString()[..FewDigitCount]),
        Tables.Cell(entry.Occurrences.ToString(CultureInfo.InvariantCulture)),
        Tables.Cell(entry.ClientId ?? FailedStatistics.UnknownClient),
        Tables.Cell(new SourceLocation(Path.GetFileName(entry.Location.Source), entry.Location.LineNumber).ToString()),
        new CellText(string.Join('\n', FailedLabels.CodesOf(entry).Select(TerminalText.Escape))),
    ];

    private static string Preview(FailedEvent entry)
    {
        // A character has at most four bytes.
        var bytes = entry.Raw.Span[..int.Min(entry.Raw.Length, 4 * PreviewCharCount)];
        var text = TerminalText.Escape(bytes);
        return text.Length <= PreviewCharCount && bytes.Length == entry.Raw.Length
            ? text
            : text[..int.Min(text.Length, PreviewCharCount)] + "…";
    }

    private static string Sentence(long count) => CountText.Of(count, "failed event")
        + (count > RowCountMax ? "; the first 1000 are shown, --json shows all" : "")
        + (count > 0 ? "; \"eventnorm failed show HASH\" tells everything of one.\n" : ".\n");
}
