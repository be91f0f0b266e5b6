using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace EventNormalization.Api.Reading;

/// <summary>Lines of CSV (RFC 4180): commas, quotes where they are needed, CRLF.</summary>
internal static class CsvText
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",;\"\t\r\n");

    /// <summary>Appends a line; the cells are quoted where that is needed.</summary>
    public static void AppendLine(StringBuilder text, IEnumerable<string> cells) =>
        text.AppendJoin(',', cells.Select(Quoted)).Append("\r\n");

    /// <summary>Text that no spreadsheet takes for a formula, whatever separator it uses.</summary>
    public static string Inert(string text)
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

    private static string Quoted(string cell) => cell.AsSpan().ContainsAny(Special)
        ? '"' + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + '"'
        : cell;
}
