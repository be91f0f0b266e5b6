using System;
using System.Text.Json;
using System.Text.Json.Serialization;
using EventNormalization.Normalization;

namespace EventNormalization.Serialization;

/// <summary>Writes the value of a field: numbers in plain digits, instants as text.</summary>
internal sealed class FieldValueConverter : JsonConverter<FieldValue>
{
    public override FieldValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Without its schema the kind of a value is not known.");

    public override void Write(Utf8JsonWriter writer, FieldValue value, JsonSerializerOptions options) =>
        Write(writer, value);

    public static void Write(Utf8JsonWriter writer, FieldValue value)
    {
        switch (value.Kind)
        {
            case FieldValueKind.Text or FieldValueKind.Instant:
                writer.WriteStringValue(value.ToString());
                break;
            case FieldValueKind.Decimal:
                writer.WriteNumberValue(value.AsDecimal());
                break;
            case FieldValueKind.Integer:
                writer.WriteNumberValue(value.AsInteger());
                break;
            case FieldValueKind.Boolean:
                writer.WriteBooleanValue(value.AsBoolean());
                break;
            default:
                throw new ArgumentOutOfRangeException(
                    nameof(value), value.Kind, "No such kind of value is known here.");
        }
    }
}
