using System;
using System.Collections.Generic;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventNormalization.Identity;

namespace EventNormalization.Benchmarks.Baselines;

/// <summary>
/// How such events are usually read in .NET: a document model, the framework's parsers, a sorted dictionary.
/// </summary>
/// <remarks>It reads the generated workload rightly and is no more careful than that.</remarks>
internal static class TypicalReading
{
    private static readonly JsonSerializerOptions Plain =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly HashSet<string> Wrappers = ["data", "payload", "event", "properties"];

    private static readonly Dictionary<string, string> FieldOfName = new(StringComparer.Ordinal)
    {
        ["clientid"] = "client_id",
        ["client"] = "client_id",
        ["customerid"] = "client_id",
        ["tenantid"] = "client_id",
        ["source"] = "client_id",
        ["metric"] = "metric",
        ["metricname"] = "metric",
        ["eventname"] = "metric",
        ["eventtype"] = "metric",
        ["type"] = "metric",
        ["amount"] = "amount",
        ["value"] = "amount",
        ["total"] = "amount",
        ["timestamp"] = "timestamp",
        ["ts"] = "timestamp",
        ["time"] = "timestamp",
        ["createdat"] = "timestamp",
        ["occurredat"] = "timestamp",
        ["eventtime"] = "timestamp",
    };

    /// <summary>Reads an event that is well-formed; returns its id, or null if a field is missing or wrong.</summary>
    public static RecordId? Identify(ReadOnlySpan<byte> line)
    {
        var fields = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        Collect(JsonNode.Parse(line)!.AsObject(), fields);
        if (!fields.TryGetValue("client_id", out var client) || !fields.TryGetValue("metric", out var metric)
            || !fields.TryGetValue("amount", out var amount) || !fields.TryGetValue("timestamp", out var timestamp)
            || ToDecimal(amount.ToString()) is not { } exact || ToInstant(timestamp.ToString()) is not { } instant)
        {
            return null;
        }

        var record = new SortedDictionary<string, object>(StringComparer.Ordinal)
        {
            ["client_id"] = client.ToString().Trim().Normalize(),
            ["metric"] = metric.ToString().Trim().Normalize().ToLowerInvariant(),
            ["amount"] = exact,
            ["timestamp"] = instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        };
        var canonical = JsonSerializer.Serialize(record, Plain);
        return RecordId.FromBytes(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
    }

    private static void Collect(JsonObject members, Dictionary<string, JsonNode> fields)
    {
        foreach (var (name, value) in members)
        {
            if (value is JsonObject inner && Wrappers.Contains(name))
            {
                Collect(inner, fields);
                continue;
            }

            var folded = name.ToLowerInvariant().Replace("_", "", StringComparison.Ordinal)
                .Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
            if (value is JsonValue && FieldOfName.TryGetValue(folded, out var field))
            {
                fields[field] = value;
            }
        }
    }

    private static decimal? ToDecimal(string text)
    {
        var isRead = decimal.TryParse(
            text.Replace("$", "", StringComparison.Ordinal),
            NumberStyles.Number | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out var value);

        // The division takes the trailing zeros away.
        return isRead ? value / 1.0000000000000000000000000000m : null;
    }

    private static DateTimeOffset? ToInstant(string text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return text.Length > 10
                ? DateTimeOffset.FromUnixTimeMilliseconds(number)
                : DateTimeOffset.FromUnixTimeSeconds(number);
        }

        return DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
            : null;
    }
}
