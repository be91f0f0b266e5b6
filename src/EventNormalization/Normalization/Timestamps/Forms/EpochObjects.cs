using System;
using System.Buffers.Text;
using System.Text.Json;
using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>Instants wrapped in a JSON object by a serializer.</summary>
/// <remarks>
/// <c>{"$date":"2015-07-03T17:04:07Z"}</c>, <c>{"$date":1435943047123}</c> and
/// <c>{"$date":{"$numberLong":"1435943047123"}}</c> are MongoDB's extended JSON, in milliseconds;
/// <c>{"seconds":..,"nanos":..}</c> is a Protocol Buffers Timestamp, <c>{"_seconds":..,"_nanoseconds":..}</c> Firestore,
/// <c>{"epochSecond":..,"nano":..}</c> Java's Instant by its properties. The form states the unit, so zero and negative
/// numbers are instants here. Other members are refused.
/// </remarks>
internal static class EpochObjects
{
    private const int TextBytesMax = 128;

    public static ParseResult<Instant> Read(ReadOnlySpan<byte> json, TimestampRules rules)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject || !reader.Read() ||
                reader.TokenType != JsonTokenType.PropertyName)
            {
                return TimestampFailures.EpochObject;
            }

            var result = reader.ValueTextEquals("$date"u8) ? ReadDate(ref reader, rules) : ReadParts(ref reader);
            return !result.IsSuccess || IsEnd(ref reader) ? result : TimestampFailures.EpochObject;
        }
        catch (JsonException)
        {
            // The caller promises well-formed JSON; what is not is refused like any other value.
            return TimestampFailures.EpochObject;
        }
    }

    private static bool IsEnd(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.EndObject && !reader.Read();

    private static ParseResult<Instant> ReadDate(ref Utf8JsonReader reader, TimestampRules rules)
    {
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return ReadDateText(ref reader, rules);

            case JsonTokenType.Number:
                return EpochForms.ReadText(reader.ValueSpan, EpochUnit.Milliseconds);

            case JsonTokenType.StartObject:
                return reader.Read() && reader.TokenType == JsonTokenType.PropertyName &&
                    reader.ValueTextEquals("$numberLong"u8) && reader.Read() &&
                    TryReadInteger(ref reader, out var milliseconds) &&
                    reader.Read() && reader.TokenType == JsonTokenType.EndObject
                        ? FromMilliseconds(milliseconds)
                        : TimestampFailures.EpochObject;

            default:
                return TimestampFailures.EpochObject;
        }
    }

    private static ParseResult<Instant> ReadDateText(ref Utf8JsonReader reader, TimestampRules rules)
    {
        Span<byte> buffer = stackalloc byte[TextBytesMax];
        if (reader.ValueSpan.Length > TextBytesMax)
        {
            return TimestampFailures.TooLong;
        }

        var text = new TimestampText(buffer[..reader.CopyString(buffer)], rules);
        return IsoDates.Read(ref text);
    }

    private static ParseResult<Instant> ReadParts(ref Utf8JsonReader reader)
    {
        long? seconds = null;
        long? nanoseconds = null;
        var form = FormOf(ref reader);
        for (var member = 0; member < 2; member++)
        {
            if ((member > 0 && !reader.Read()) || reader.TokenType != JsonTokenType.PropertyName ||
                form is null || FormOf(ref reader) != form)
            {
                return TimestampFailures.EpochObject;
            }

            var isSeconds = IsSeconds(ref reader);
            if (!reader.Read() || !TryReadInteger(ref reader, out var value))
            {
                return TimestampFailures.EpochObject;
            }

            seconds = isSeconds ? value : seconds;
            nanoseconds = isSeconds ? nanoseconds : value;
        }

        return seconds is { } second && nanoseconds is >= 0 and <= 999_999_999
            ? LocalTimeResolver.ToInstant(second, (int)nanoseconds.Value)
            : TimestampFailures.EpochObject;
    }

    /// <summary>The form that a member's name belongs to, by the name of its seconds, or <see langword="null"/>.</summary>
    private static string? FormOf(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("seconds"u8) || reader.ValueTextEquals("nanos"u8) ? "seconds"
        : reader.ValueTextEquals("_seconds"u8) || reader.ValueTextEquals("_nanoseconds"u8) ? "_seconds"
        : reader.ValueTextEquals("epochSecond"u8) || reader.ValueTextEquals("nano"u8) ? "epochSecond"
        : null;

    private static bool IsSeconds(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("seconds"u8) || reader.ValueTextEquals("_seconds"u8) ||
        reader.ValueTextEquals("epochSecond"u8);

    /// <summary>Reads an integer, also one in text, as 64-bit integers are written where numbers are doubles.</summary>
    private static bool TryReadInteger(ref Utf8JsonReader reader, out long value)
    {
        value = 0;
        if (reader.TokenType == JsonTokenType.Number)
        {
            return reader.TryGetInt64(out value);
        }

        return reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped &&
            Utf8Parser.TryParse(reader.ValueSpan, out value, out var consumed) &&
            consumed == reader.ValueSpan.Length && reader.ValueSpan[0] != '+';
    }

    private static ParseResult<Instant> FromMilliseconds(long milliseconds)
    {
        var (second, rest) = Math.DivRem(milliseconds, 1000);
        return rest < 0
            ? LocalTimeResolver.ToInstant(second - 1, (int)(rest + 1000) * 1_000_000)
            : LocalTimeResolver.ToInstant(second, (int)rest * 1_000_000);
    }
}
