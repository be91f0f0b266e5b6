using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using EventNormalization.Normalization;
using EventNormalization.Storage;
using NodaTime.Text;

namespace EventNormalization.Sqlite;

/// <summary>The further fields of a record as JSON, each with its kind; an event without any has none.</summary>
internal static class FieldsText
{
    public static string? Write(ImmutableArray<EventField> fields) => fields.IsEmpty
        ? null
        : JsonSerializer.Serialize([.. fields.Select(ToRow)], StoredJson.Default.FieldRowArray);

    /// <exception cref="StoreCorruptedException">The text is not what was written.</exception>
    public static ImmutableArray<EventField> Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var rows = JsonSerializer.Deserialize(utf8, StoredJson.Default.FieldRowArray) ?? [];
            return [.. rows.Select(row => new EventField(row.Name, ToValue(row)))];
        }
        catch (Exception error) when (error is JsonException or FormatException or OverflowException
            or ArgumentException or InvalidOperationException)
        {
            throw new StoreCorruptedException("The further fields of an event are damaged.", error);
        }
    }

    private static FieldRow ToRow(EventField field) => new()
    {
        Name = field.Name,
        Kind = field.Value.Kind,
        Value = field.Value.ToString(),
    };

    private static FieldValue ToValue(FieldRow row) => row.Kind switch
    {
        FieldValueKind.Text => FieldValue.FromText(row.Value),
        FieldValueKind.Decimal => FieldValue.FromDecimal(decimal.Parse(row.Value, CultureInfo.InvariantCulture)),
        FieldValueKind.Integer => FieldValue.FromInteger(long.Parse(row.Value, CultureInfo.InvariantCulture)),
        FieldValueKind.Boolean => FieldValue.FromBoolean(row.Value == "true"),
        FieldValueKind.Instant => FieldValue.FromInstant(InstantPattern.ExtendedIso.Parse(row.Value).Value),
        _ => throw new FormatException($"Found kind {row.Kind}."),
    };
}
