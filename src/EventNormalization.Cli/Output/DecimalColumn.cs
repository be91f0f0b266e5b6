using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;

namespace EventNormalization.Cli.Output;

/// <summary>Puts the decimal points of a column below one another.</summary>
internal static class DecimalColumn
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.-");

    /// <summary>The cells, of one width: numbers by their point, anything else at the right.</summary>
    public static IReadOnlyList<string> Align(IReadOnlyList<string> cells)
    {
        var decimals = cells.Where(IsNumber).Select(DecimalsOf).DefaultIfEmpty(0).Max();
        var padded = cells.Select(cell => IsNumber(cell) ? cell + new string(' ', decimals - DecimalsOf(cell)) : cell);
        var width = padded.Select(cell => cell.Length).DefaultIfEmpty(0).Max();
        return [.. padded.Select(cell => cell.PadLeft(width))];
    }

    private static bool IsNumber(string cell) =>
        cell.Length > 0 && !cell.AsSpan().ContainsAnyExcept(Digits);

    /// <summary>How many characters the point and what follows it take.</summary>
    private static int DecimalsOf(string cell) =>
        cell.IndexOf('.', StringComparison.Ordinal) is >= 0 and var point ? cell.Length - point : 0;
}
