using System;
using System.Text.Json;
using System.Text.Json.Serialization;
using EventNormalization.Identity;
using EventNormalization.Normalization;

namespace EventNormalization.Serialization;

/// <summary>Writes a record as <see cref="RecordJson"/> does.</summary>
internal sealed class NormalizedEventConverter : JsonConverter<NormalizedEvent>
{
    public override NormalizedEvent Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Events are read by their schema, not as records.");

    public override void Write(Utf8JsonWriter writer, NormalizedEvent value, JsonSerializerOptions options) =>
        writer.WriteRawValue(RecordJson.Write(value), skipInputValidation: true);
}
