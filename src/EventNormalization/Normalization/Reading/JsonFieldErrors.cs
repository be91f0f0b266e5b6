using System;
using System.Globalization;
using EventNormalization.Ingestion;
using EventNormalization.Json;

namespace EventNormalization.Normalization;

/// <summary>Creates the errors of events that cannot be read as a JSON object at all.</summary>
internal static class JsonFieldErrors
{
    private const int BytesShown = 16;

    private const string OneValue =
        "one JSON value in a delivery; where several are sent one after the other, a stream "
        + "(IngestStreamAsync) or a batch (IngestBatchAsync) takes them";

    /// <summary>The error of an event, which is well-formed but no object if there is no fault.</summary>
    public static FieldError Of(JsonError fault, RawEvent raw, int position, JsonLimits limits) => new()
    {
        Code = fault == JsonError.None ? "json.kind" : JsonCodes.Of(fault),
        Field = FieldNames.Json,
        Path = fault is JsonError.None or JsonError.TooLarge or JsonError.TooManyRecords
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"byte {position}"),
        Found = Found(fault, raw, position),
        Expected = fault == JsonError.TooManyRecords ? AtMost(position, "records in a delivery (records_max)")
            : fault == JsonError.TooLarge ? AtMost(BytesMax(raw, limits), "bytes")
            : raw.IsRestOfArray ? "a comma or the end of the array"
            : fault == JsonError.Syntax && IsSecondValue(raw, position) ? OneValue
            : Expected(fault, limits),
    };

    /// <summary>The error of a delivery in which a wrapper's name holds an array of objects.</summary>
    /// <param name="path">Where it stands.</param>
    /// <param name="found">The array.</param>
    /// <param name="record">Where the record stands that it is in; paths to records begin anew there.</param>
    public static FieldError OfRecords(string path, string found, string record)
    {
        var isInside = record.Length > 0 && path.StartsWith(record + ".", StringComparison.Ordinal);
        var declared = isInside ? path[(record.Length + 1)..] : path;
        return new FieldError
        {
            Code = JsonCodes.Records,
            Field = FieldNames.Json,
            Path = path,
            Found = found,
            Expected =
                $"one event; where these are events, the schema declares \"records\": [\"{declared}\"]; where they "
                + "belong to one, its fields stand at the top under their own names",
        };
    }

    private static string Found(JsonError fault, RawEvent raw, int position)
    {
        var utf8 = raw.Utf8.Span;
        return fault switch
        {
            JsonError.None => OffendingText.Show(utf8[..Math.Min(utf8.Length, 4 * BytesShown)]),
            JsonError.TooLarge => string.Create(CultureInfo.InvariantCulture, $"{raw.ReceivedBytes} bytes"),
            JsonError.TooManyRecords => string.Create(CultureInfo.InvariantCulture, $"more than {position} records"),
            _ when position >= utf8.Length => raw.IsRestOfArray ? "the end of the stream" : "the end of the event",
            _ => OffendingText.Show(utf8.Slice(position, Math.Min(utf8.Length - position, BytesShown))),
        };
    }

    /// <summary>The schema's limit, or that of the reader which cut the delivery.</summary>
    private static int BytesMax(RawEvent raw, JsonLimits limits) =>
        raw.IsTruncated ? Math.Min(raw.Utf8.Length, limits.BytesMax) : limits.BytesMax;

    /// <summary>Whether a whole delivery ends before this byte, and another one begins there.</summary>
    private static bool IsSecondValue(RawEvent raw, int position)
    {
        var utf8 = raw.Utf8.Span;
        return raw.Part is null && position > 0 && position < utf8.Length && (utf8[position] is (byte)'{' or (byte)'[')
            && JsonExtent.EndOf(utf8, JsonWhiteSpace.Skip(utf8, 0)) is > 0 and var end
            && JsonWhiteSpace.Skip(utf8, end) == position;
    }

    private static string AtMost(int limit, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"at most {limit} {what}");

    private static string Expected(JsonError fault, JsonLimits limits) => fault switch
    {
        JsonError.None => "a JSON object",
        JsonError.Encoding => "UTF-8",
        JsonError.DuplicateName => "a name that the object does not have yet",
        JsonError.TooDeep => AtMost(limits.DepthMax, "levels of nesting"),
        JsonError.TooManyNames => AtMost(limits.NamesMax, "members in an object"),
        _ => "JSON (RFC 8259)",
    };
}
