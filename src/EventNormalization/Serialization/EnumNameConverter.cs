using System;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EventNormalization.Serialization;

/// <summary>The names of an enumeration in snake_case; a value without a name is never written.</summary>
internal sealed class EnumNameConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    private static readonly (T Value, string Word)[] Words =
    [
        .. Enum.GetValues<T>().Select(value => (value, JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()))),
    ];

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        foreach (var (value, word) in Words)
        {
            if (word == text)
            {
                return value;
            }
        }

        throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        foreach (var (known, word) in Words)
        {
            if (known.Equals(value))
            {
                writer.WriteStringValue(word);
                return;
            }
        }

        throw new JsonException($"No such {typeof(T).Name} is known: {value}.");
    }
}
