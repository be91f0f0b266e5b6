using System;
using EventNormalization.Queries.Authoring;
using NodaTime;

namespace EventNormalization.Sqlite;

/// <summary>Instants as 12 bytes that sort like the instants.</summary>
internal static class InstantBytes
{
    public static SqliteStatement Bind(SqliteStatement statement, int parameter, Instant? instant)
    {
        if (instant is not { } value)
        {
            return statement.BindNull(parameter);
        }

        Span<byte> bytes = stackalloc byte[SortableBytes.InstantByteCount];
        SortableBytes.Write(value, bytes);
        return statement.Bind(parameter, bytes);
    }

    /// <exception cref="ArgumentException">The bytes are no instant.</exception>
    public static Instant Read(SqliteStatement row, int column) => SortableBytes.ReadInstant(row.ReadBytes(column));

    public static Instant? ReadOptional(SqliteStatement row, int column) =>
        row.IsNull(column) ? null : Read(row, column);
}
