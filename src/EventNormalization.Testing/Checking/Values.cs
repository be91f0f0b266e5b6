using System;
using System.Collections;
using System.Globalization;
using System.Linq;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Testing.Checking;

/// <summary>Equality and texts of values, sequences among them.</summary>
internal static class Values
{
    private const int TextLengthMax = 600;
    private const int ItemCountMax = 8;

    public static bool AreEqual(object? left, object? right)
    {
        if (left is string || right is string || left is not IEnumerable first || right is not IEnumerable second)
        {
            return Equals(left, right);
        }

        return first.Cast<object?>().SequenceEqual(second.Cast<object?>(), ItemComparer.Instance);
    }

    /// <summary>Where two values that are not equal differ, as texts.</summary>
    public static (string Found, string Expected) Difference(object? found, object? expected)
    {
        if (found is string || expected is string || found is not IEnumerable first
            || expected is not IEnumerable second)
        {
            return (TextOf(found), TextOf(expected));
        }

        var (left, right) = (first.Cast<object?>().ToArray(), second.Cast<object?>().ToArray());
        if (left.Length <= ItemCountMax && right.Length <= ItemCountMax)
        {
            return (TextOf(left), TextOf(right));
        }

        var at = left.Zip(right).TakeWhile(pair => AreEqual(pair.First, pair.Second)).Count();
        return (ItemOf(left, at), ItemOf(right, at));
    }

    public static string TextOf(object? value) => value switch
    {
        null => "nothing",
        string text => "\"" + Shortened(text) + "\"",
        IEnumerable items => "[" + string.Join(", ", items.Cast<object?>().Take(ItemCountMax).Select(TextOf))
            + (items.Cast<object?>().Skip(ItemCountMax).Any() ? ", …]" : "]"),
        AppendOutcome outcome => StoredText.Of(outcome),
        StoredEvent item => StoredText.Of(item),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => Shortened(value.ToString() ?? ""),
    };

    private static string ItemOf(object?[] items, int at) => string.Create(
        CultureInfo.InvariantCulture,
        $"{items.Length} items, number {at + 1}: {(at < items.Length ? TextOf(items[at]) : "none")}");

    private static string Shortened(string text) =>
        text.Length <= TextLengthMax ? text : text[..TextLengthMax] + "…";
}
