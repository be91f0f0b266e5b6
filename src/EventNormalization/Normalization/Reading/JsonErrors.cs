using System;
using System.Globalization;
using EventNormalization.Json;

namespace EventNormalization.Normalization;

/// <summary>Words what is wrong with an event that cannot be read as a JSON object at all.</summary>
internal static class JsonErrors
{
    private const int BytesShown = 16;

    /// <summary>The error of an event, which is well-formed but no object if there is no fault.</summary>
    public static FieldError Of(JsonFault fault, ReadOnlySpan<byte> raw, int position, JsonLimits limits) => new()
    {
        Code = fault == JsonFault.None ? "json.kind" : JsonCodes.Of(fault),
        Field = FieldNames.Json,
        Path = fault is JsonFault.None or JsonFault.TooLarge
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"byte {position}"),
        Found = Found(fault, raw, position),
        Expected = Expected(fault, limits),
    };

    private static string Found(JsonFault fault, ReadOnlySpan<byte> raw, int position) => fault switch
    {
        JsonFault.None => OffendingText.Show(raw[..Math.Min(raw.Length, 4 * BytesShown)]),
        JsonFault.TooLarge => string.Create(CultureInfo.InvariantCulture, $"{raw.Length} bytes"),
        _ when position >= raw.Length => "the end of the event",
        _ => OffendingText.Show(raw.Slice(position, Math.Min(raw.Length - position, BytesShown))),
    };

    private static string Expected(JsonFault fault, JsonLimits limits) => fault switch
    {
        JsonFault.None => "a JSON object",
        JsonFault.Encoding => "UTF-8 without half of a surrogate pair",
        JsonFault.DuplicateName => "a name that the object does not have yet",
        JsonFault.TooDeep => string.Create(CultureInfo.InvariantCulture, $"at most {limits.DepthMax} levels of nesting"),
        JsonFault.TooLarge => string.Create(CultureInfo.InvariantCulture, $"at most {limits.BytesMax} bytes"),
        JsonFault.TooManyNames => string.Create(CultureInfo.InvariantCulture, $"at most {limits.NamesMax} members in an object"),
        _ => "JSON (RFC 8259)",
    };
}
