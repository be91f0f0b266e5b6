using System;
using System.Collections.Generic;
using EventNormalization.Normalization;

namespace EventNormalization.Storage;

/// <summary>A word of a plan's text, and the place where it begins.</summary>
internal readonly record struct FaultSetting(string Text, int Place)
{
    /// <summary>What stands before the equals sign; null if there is none.</summary>
    public string? Name => Text.IndexOf('=', StringComparison.Ordinal) is var end and > 0 ? Text[..end] : null;

    /// <summary>What follows the equals sign.</summary>
    public string Value => Name is { } name ? Text[(name.Length + 1)..] : "";

    /// <summary>The words between blanks.</summary>
    public static IReadOnlyList<FaultSetting> Split(string text)
    {
        var settings = new List<FaultSetting>();
        for (var i = 0; i < text.Length; i++)
        {
            var begin = i;
            while (i < text.Length && !char.IsWhiteSpace(text[i]))
            {
                i++;
            }

            if (i > begin)
            {
                settings.Add(new FaultSetting(text[begin..i], begin));
            }
        }

        return settings;
    }

    /// <summary>Says where, what was found and what was expected.</summary>
    public FormatException Unexpected(string expected)
    {
        var found = Text.Length == 0 ? "the end" : $"\"{OffendingText.Escape(Text)}\"";
        return new FormatException(FormattableString.Invariant(
            $"fault plan, character {Place + 1}: found {found}, expected {expected}."));
    }
}
