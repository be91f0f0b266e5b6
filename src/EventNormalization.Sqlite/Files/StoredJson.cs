using System.Text.Json.Serialization;

namespace EventNormalization.Sqlite;

/// <summary>Source-generated JSON serialization of the parts that are stored as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(FieldRow[]))]
[JsonSerializable(typeof(ReasonRow[]))]
internal sealed partial class StoredJson : JsonSerializerContext;
