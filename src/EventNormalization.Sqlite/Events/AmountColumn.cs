using System;
using EventNormalization.Queries.Authoring;
using EventNormalization.Storage;

namespace EventNormalization.Sqlite;

/// <summary>Decimals as bytes that sort like the decimals, since SQLite's own numbers would round them.</summary>
/// <remarks>Trailing zeros are not kept: 1.50 is read as 1.5, which is the same amount.</remarks>
internal static class AmountColumn
{
    public static void Bind(SqliteStatement statement, int parameter, decimal value)
    {
        Span<byte> bytes = stackalloc byte[SortableBytes.DecimalByteCountMax];
        statement.Bind(parameter, bytes[..SortableBytes.Write(value, bytes)]);
    }

    /// <exception cref="StoreCorruptedException">The bytes are no decimal.</exception>
    public static decimal Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return SortableBytes.ReadDecimal(bytes);
        }
        catch (FormatException error)
        {
            throw new StoreCorruptedException("An amount is damaged: " + error.Message, error);
        }
    }
}
