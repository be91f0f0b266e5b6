using EventNormalization.Identity;

namespace EventNormalization.Sqlite;

/// <summary>Binds values that may be absent.</summary>
internal static class StatementParameters
{
    public static SqliteStatement BindOptional(this SqliteStatement statement, int parameter, RecordId? id) =>
        id is { } value ? statement.Bind(parameter, value.ToByteArray()) : statement.BindNull(parameter);

    public static SqliteStatement BindOptional(this SqliteStatement statement, int parameter, long? number) =>
        number is { } value ? statement.Bind(parameter, value) : statement.BindNull(parameter);
}
