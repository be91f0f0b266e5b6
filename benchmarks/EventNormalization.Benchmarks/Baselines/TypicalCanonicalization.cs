using System;
using System.Buffers;
using System.Globalization;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EventNormalization.Benchmarks.Baselines;

/// <summary>How documents are usually canonicalized in .NET: a document model, sorted and written again.</summary>
/// <remarks>It is RFC 8785 for the generated workload alone: not for all numbers, names and texts.</remarks>
internal static class TypicalCanonicalization
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the document with sorted members.</summary>
    public static void Write(ReadOnlySpan<byte> json, IBufferWriter<byte> destination)
    {
        using var writer = new Utf8JsonWriter(destination, Plain);
        Write(JsonNode.Parse(json), writer);
    }

    private static void Write(JsonNode? node, Utf8JsonWriter writer)
    {
        switch (node)
        {
            case null:
                writer.WriteNullValue();
                break;
            case JsonObject members:
                writer.WriteStartObject();
                foreach (var (name, value) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(name);
                    Write(value, writer);
                }

                writer.WriteEndObject();
                break;
            case JsonArray elements:
                writer.WriteStartArray();
                foreach (var element in elements)
                {
                    Write(element, writer);
                }

                writer.WriteEndArray();
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.Number:
                writer.WriteRawValue(value.GetValue<double>().ToString("R", CultureInfo.InvariantCulture));
                break;
            default:
                node.WriteTo(writer);
                break;
        }
    }
}
