using System;
using System.Collections.Generic;

namespace EventNormalization.Api.Reading;

/// <summary>Finds the name that somebody meant who misspelt it.</summary>
internal static class NearNames
{
    private const int LengthMax = 40;

    /// <summary>The name that differs least; <see langword="null"/> if none is near.</summary>
    /// <param name="text">What was written; letter case does not count.</param>
    /// <param name="names">Those that are known.</param>
    public static string? Find(string text, IEnumerable<string> names)
    {
        if (text.Length is 0 or > LengthMax)
        {
            return null;
        }

        string? nearest = null;
        var least = Math.Min(3, 1 + (text.Length / 3));
        foreach (var name in names)
        {
            var difference = Difference(text.ToUpperInvariant(), name.ToUpperInvariant());
            if (difference < least)
            {
                (nearest, least) = (name, difference);
            }
        }

        return nearest;
    }

    /// <summary>How many letters are to be changed, added or left out (Levenshtein).</summary>
    private static int Difference(string left, string right)
    {
        var row = new int[right.Length + 1];
        for (var j = 0; j < row.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 0; i < left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i + 1;
            for (var j = 0; j < right.Length; j++)
            {
                var changed = diagonal + (left[i] == right[j] ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(changed, 1 + Math.Min(row[j], row[j + 1]));
            }
        }

        return row[^1];
    }
}
