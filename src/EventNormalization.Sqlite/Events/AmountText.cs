using System;
using System.Globalization;
using System.Text;
using EventNormalization.Storage;

namespace EventNormalization.Sqlite;

/// <summary>Decimals as plain digits, which keep their scale: SQLite's own numbers would round them.</summary>
internal static class AmountText
{
    private const int LengthMax = 32;

    public static void Bind(SqliteStatement statement, int parameter, decimal value)
    {
        Span<byte> text = stackalloc byte[LengthMax];
        value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        statement.BindText(parameter, text[..length]);
    }

    /// <exception cref="StoreCorruptedException">The bytes are no decimal.</exception>
    public static decimal Read(ReadOnlySpan<byte> text) =>
        decimal.TryParse(
            text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var value)
            ? value
            : throw new StoreCorruptedException($"Found \"{Encoding.UTF8.GetString(text)}\", expected an amount.");
}
