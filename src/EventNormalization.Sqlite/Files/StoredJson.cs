using System.Text.Json.Serialization;

namespace EventNormalization.Sqlite;

/// <summary>How the parts that are kept as JSON are written and read, without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(FieldRow[]))]
[JsonSerializable(typeof(ReasonRow[]))]
internal sealed partial class StoredJson : JsonSerializerContext;
