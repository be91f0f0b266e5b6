using System.Collections.Generic;
using System.Text.Json;
using EventNormalization.Normalization;

namespace EventNormalization.Api.Wire;

/// <summary>Reasons, as the tool prints them too.</summary>
internal static class FieldErrorJson
{
    /// <summary>Writes the member <c>errors</c>.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<FieldError> errors)
    {
        json.WriteStartArray("errors"u8);
        foreach (var error in errors)
        {
            WriteOne(json, error);
        }

        json.WriteEndArray();
    }

    /// <summary>Writes one reason.</summary>
    public static void WriteOne(Utf8JsonWriter json, FieldError error)
    {
        json.WriteStartObject();
        json.WriteString("code"u8, error.Code);
        json.WriteString("field"u8, error.Field);
        json.WriteString("path"u8, error.Path.Length == 0 ? null : error.Path);
        json.WriteString("found"u8, error.Found);
        json.WriteString("expected"u8, error.Expected);
        json.WriteStartArray("candidates"u8);
        foreach (var candidate in error.Candidates)
        {
            json.WriteStringValue(candidate);
        }

        json.WriteEndArray();
        json.WriteString("message"u8, error.Message);
        json.WriteEndObject();
    }
}
