using System;
using System.Text.Json;

namespace EventNormalization.Tests.Json;

/// <summary>The framework's own verdict on a document.</summary>
internal static class FrameworkReader
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 64 };

    /// <summary>The number of tokens that are values or names; -1 where the document is refused.</summary>
    public static int CountTokens(ReadOnlySpan<byte> json)
    {
        try
        {
            return Count(new Utf8JsonReader(json, Options));
        }
        catch (JsonException)
        {
            return -1;
        }
        catch (InvalidOperationException)
        {
            return -1;
        }
    }

    private static int Count(Utf8JsonReader reader)
    {
        var tokens = 0;
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject))
            {
                tokens++;
            }

            // The framework checks escaped surrogates and UTF-8 only when a string is asked for.
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
            {
                _ = reader.GetString();
            }
        }

        return tokens;
    }
}
