using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventNormalization.Canonicalization;

namespace EventNormalization.Rules;

/// <summary>Documents of rules as text and back.</summary>
internal static class CanonicalRules
{
    // The document nests as deep as a schema file does; a foreign one may nest as deep as the canonicalizer goes.
    private static readonly JsonDocumentOptions Depth = new() { MaxDepth = CanonicalJsonOptions.Default.DepthMax + 1 };

    /// <summary>The canonical text.</summary>
    /// <exception cref="CanonicalJsonException">A text of the rules has half of a surrogate pair.</exception>
    public static byte[] Write(JsonNode root)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            root.WriteTo(writer);
        }

        return CanonicalJson.Canonicalize(json.WrittenSpan);
    }

    /// <summary>Parses a document of any version; null if the text is not one.</summary>
    public static JsonObject? Read(string text)
    {
        var canonical = new ArrayBufferWriter<byte>();
        var isJson = CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(text), canonical).IsSuccess;
        return isJson ? JsonNode.Parse(canonical.WrittenSpan, documentOptions: Depth) as JsonObject : null;
    }
}
