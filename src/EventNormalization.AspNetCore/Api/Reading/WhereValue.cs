using System;
using System.Globalization;
using System.Linq;
using EventNormalization.Normalization;

namespace EventNormalization.Api.Reading;

/// <summary>Values of conditions that are no texts.</summary>
internal static class WhereValue
{
    // A decimal holds so many digits exactly, whatever they are.
    private const int DigitsMax = 28;

    /// <summary>Reads a value; a number in plain digits with a point, never rounded.</summary>
    public static bool TryRead(FieldValueKind kind, string text, out FieldValue value)
    {
        value = default;
        switch (kind)
        {
            case FieldValueKind.Decimal or FieldValueKind.Integer when text.Count(char.IsAsciiDigit) <= DigitsMax
                && decimal.TryParse(
                    text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
                    out var number):
                value = FieldValue.FromDecimal(number);
                return true;
            case FieldValueKind.Instant when InstantText.TryRead(text, out var instant):
                value = FieldValue.FromInstant(instant.Value);
                return true;
            case FieldValueKind.Boolean when text is "true" or "false":
                value = FieldValue.FromBoolean(text == "true");
                return true;
        }

        return false;
    }

    /// <summary>What would have been read.</summary>
    public static string Expected(FieldValueKind kind) => kind switch
    {
        FieldValueKind.Decimal or FieldValueKind.Integer =>
            "a number in plain digits with a point, such as 12.50, at most 28 digits",
        FieldValueKind.Instant => InstantText.Expected,
        FieldValueKind.Boolean => "true or false",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "It is no kind of such a value."),
    };
}
