using System;
using EventNormalization.Normalization;

namespace EventNormalization.Queries.Authoring;

/// <summary>The order of field values in predicates; every store uses it.</summary>
/// <remarks>
/// Texts are ordered by code point (the order of their UTF-8 bytes), numbers and instants by value, false before true.
/// A decimal and an integer compare as numbers; values of other different kinds are not comparable.
/// </remarks>
public static class FieldOrder
{
    /// <summary>Compares two values.</summary>
    /// <param name="left">One operand, of any kind.</param>
    /// <param name="right">The other operand, of any kind.</param>
    /// <param name="order">
    /// Negative if <paramref name="left"/> comes first, zero if they are equal, else positive.
    /// </param>
    /// <returns>Whether the kinds of the two values compare.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A kind is none that <see cref="FieldValueKind"/> names.
    /// </exception>
    public static bool TryCompare(FieldValue left, FieldValue right, out int order)
    {
        if (IsNumber(left) && IsNumber(right))
        {
            order = NumberOf(left).CompareTo(NumberOf(right));
            return true;
        }

        order = 0;
        if (left.Kind != right.Kind)
        {
            return false;
        }

        order = left.Kind switch
        {
            FieldValueKind.Text => CompareTexts(left.AsText(), right.AsText()),
            FieldValueKind.Boolean => left.AsBoolean().CompareTo(right.AsBoolean()),
            FieldValueKind.Instant => left.AsInstant().CompareTo(right.AsInstant()),
            _ => throw new ArgumentOutOfRangeException(nameof(left), left.Kind, "No such kind of value is known here."),
        };
        return true;
    }

    /// <summary>Compares two texts by code point.</summary>
    /// <param name="left">Any text; the order is that of the UTF-8 bytes.</param>
    /// <param name="right">Compared with <paramref name="left"/>.</param>
    /// <returns>Negative if <paramref name="left"/> comes first, zero if they are equal, else positive.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="left"/> or <paramref name="right"/> is null.</exception>
    public static int CompareTexts(string left, string right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var common = left.AsSpan().CommonPrefixLength(right);
        if (common == left.Length || common == right.Length)
        {
            return left.Length.CompareTo(right.Length);
        }

        // UTF-16 puts surrogates before U+E000 to U+FFFF, which have smaller code points.
        var (first, second) = (left[common], right[common]);
        var order = char.IsSurrogate(first).CompareTo(char.IsSurrogate(second));
        return order == 0 ? first.CompareTo(second) : order;
    }

    private static bool IsNumber(FieldValue value) => value.Kind is FieldValueKind.Decimal or FieldValueKind.Integer;

    private static decimal NumberOf(FieldValue value) =>
        value.Kind == FieldValueKind.Decimal ? value.AsDecimal() : value.AsInteger();
}
