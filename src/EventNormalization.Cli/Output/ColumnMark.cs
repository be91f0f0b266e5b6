using System;
using System.Collections.Generic;

namespace EventNormalization.Cli.Output;

/// <summary>Shows where in a text something is wrong: the text, and a caret below the place.</summary>
internal static class ColumnMark
{
    private const int Before = 50;
    private const int After = 26;
    private const string Left = "…";

    /// <summary>Two lines: the text around a column, and the caret.</summary>
    /// <param name="text">What was written; it may hold anything.</param>
    /// <param name="column">The place, in characters from 1; the one after the last is the end.</param>
    public static IReadOnlyList<string> Of(string text, int column)
    {
        var place = Math.Clamp(column - 1, 0, text.Length);
        var (start, end) = (StartOf(text, place - Before), StartOf(text, Math.Min(text.Length, place + After)));
        var before = (start > 0 ? Left : "") + TerminalText.Escape(text[start..place]);
        var after = TerminalText.Escape(text[place..Math.Max(place, end)]) + (end < text.Length ? Left : "");
        return [before + after, new string(' ', Tables.WidthOf(before)) + "^"];
    }

    /// <summary>A place at or before this one that is not within a surrogate pair.</summary>
    private static int StartOf(string text, int place) =>
        place <= 0 ? 0 : place < text.Length && char.IsLowSurrogate(text[place]) ? place - 1 : place;
}
