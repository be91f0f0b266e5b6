using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Normalization;
using EventNormalization.Totals;

namespace EventNormalization.Cli.Output;

/// <summary>Totals as CSV (RFC 4180): a header, commas, CRLF.</summary>
internal static class TotalsCsv
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",;\"\t\r\n");

    public static Task WriteAsync(TotalsColumns columns, IReadOnlyList<TotalsGroup> groups, Stream output)
    {
        var text = new StringBuilder();
        AppendLine(text, columns.Names.Select(Inert));
        foreach (var group in groups)
        {
            var key = group.Key.Select(CellOf);
            AppendLine(text, key.Concat(columns.Measures.Select(measure => MeasureText.TextOf(group[measure]))));
        }

        return ResultText.WriteAsync(output, text.ToString());
    }

    private static string CellOf(FieldValue? value) => value switch
    {
        null => "",
        { Kind: FieldValueKind.Text } text => Inert(text.AsText()),
        _ => value.Value.ToString(),
    };

    /// <summary>Text that no spreadsheet takes for a formula, whatever separator it uses.</summary>
    private static string Inert(string text)
    {
        var inert = new StringBuilder(text.Length);
        var isStart = true;
        foreach (var character in text)
        {
            if (isStart && BeginsFormula(character))
            {
                inert.Append('\'');
            }

            inert.Append(character);
            isStart = EndsCell(character) || (isStart && character is ' ' or '"');
        }

        return inert.ToString();
    }

    /// <remarks>Spreadsheets of East Asia read the full-width signs as the others.</remarks>
    private static bool BeginsFormula(char character) => character is
        '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20';

    /// <remarks>Where the comma is the decimal mark, cells end with a semicolon.</remarks>
    private static bool EndsCell(char character) => character is ',' or ';' or '|' or '\t' or '\r' or '\n' or '"';

    private static void AppendLine(StringBuilder text, IEnumerable<string> cells) =>
        text.AppendJoin(',', cells.Select(Quoted)).Append("\r\n");

    private static string Quoted(string cell) => cell.AsSpan().ContainsAny(Special)
        ? '"' + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + '"'
        : cell;
}
