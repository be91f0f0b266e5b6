using System;
using System.Text;
using EventNormalization.Normalization;
using EventNormalization.Queries.Authoring;
using EventNormalization.Storage;
using SQLitePCL;

namespace EventNormalization.Sqlite;

/// <summary>
/// The SQL function that reads one further field of an event, as a value that compares like the field.
/// </summary>
internal static class FieldFunction
{
    public const string Name = "event_field";

    /// <summary>
    /// Registers the function: <c>event_field(fields, name, kind)</c> is NULL unless there is such a field.
    /// </summary>
    public static void AddTo(SqliteDatabase database) => database.AddFunction(Name, 3, Read);

    /// <summary>The number of the group of kinds that are comparable with this one.</summary>
    public static long KindOf(FieldValue value) => value.Kind switch
    {
        FieldValueKind.Decimal or FieldValueKind.Integer => 1,
        FieldValueKind.Text => 2,
        FieldValueKind.Boolean => 3,
        FieldValueKind.Instant => 4,
        _ => throw new ArgumentOutOfRangeException(nameof(value), value.Kind, "No such kind of value is known here."),
    };

    private static void Read(sqlite3_context context, object data, sqlite3_value[] arguments)
    {
        // No exception may pass through SQLite.
        try
        {
            if (raw.sqlite3_value_type(arguments[0]) != raw.SQLITE_NULL && Find(arguments) is { } value)
            {
                Return(context, value);
                return;
            }

            raw.sqlite3_result_null(context);
        }
        catch (StoreCorruptedException)
        {
            raw.sqlite3_result_error_code(context, raw.SQLITE_CORRUPT);
        }
    }

    private static FieldValue? Find(sqlite3_value[] arguments)
    {
        var name = Encoding.UTF8.GetString(raw.sqlite3_value_blob(arguments[1]));
        var kind = raw.sqlite3_value_int64(arguments[2]);
        foreach (var field in FieldsText.Read(raw.sqlite3_value_blob(arguments[0])))
        {
            if (field.Name == name)
            {
                return KindOf(field.Value) == kind ? field.Value : null;
            }
        }

        return null;
    }

    private static void Return(sqlite3_context context, FieldValue value)
    {
        switch (value.Kind)
        {
            case FieldValueKind.Text:
                ReturnText(context, Encoding.UTF8.GetBytes(value.AsText()));
                break;
            case FieldValueKind.Boolean:
                raw.sqlite3_result_int64(context, value.AsBoolean() ? 1 : 0);
                break;
            case FieldValueKind.Decimal or FieldValueKind.Integer or FieldValueKind.Instant:
                raw.sqlite3_result_blob(context, BytesOf(value));
                break;
            default:
                throw new ArgumentOutOfRangeException(
                    nameof(value), value.Kind, "No such kind of value is known here.");
        }
    }

    private static void ReturnText(sqlite3_context context, byte[] utf8)
    {
        // SQLite would take empty bytes for NULL.
        if (utf8.Length == 0)
        {
            raw.sqlite3_result_zeroblob(context, 0);
        }
        else
        {
            raw.sqlite3_result_blob(context, utf8);
        }
    }

    /// <summary>A number or an instant as comparable bytes.</summary>
    public static ReadOnlySpan<byte> BytesOf(FieldValue value)
    {
        var bytes = new byte[SortableBytes.DecimalByteCountMax];
        if (value.Kind == FieldValueKind.Instant)
        {
            SortableBytes.Write(value.AsInstant(), bytes);
            return bytes.AsSpan(0, SortableBytes.InstantByteCount);
        }

        var number = value.Kind == FieldValueKind.Decimal ? value.AsDecimal() : value.AsInteger();
        return bytes.AsSpan(0, SortableBytes.Write(number, bytes));
    }
}
