using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using NodaTime.Text;
using Xunit;

namespace EventNormalization.Tests.Identity;

/// <summary>Holds the records of the library to the vectors that another language computed.</summary>
public sealed class IdentityVectorsTests
{
    private static readonly string[] RecordNames = ["client_id", "metric", "amount", "timestamp", "currency"];

    [Fact]
    public void Every_published_record_has_the_published_text_and_id()
    {
        using var vectors = JsonDocument.Parse(
            File.ReadAllBytes(Repository.PathOf("docs/specification/identity-vectors.json")));

        var wrong = vectors.RootElement.EnumerateArray().Where(vector => !IsReproduced(vector)).ToList();

        Assert.Empty(wrong);
        Assert.True(vectors.RootElement.GetArrayLength() >= 310);
    }

    private static bool IsReproduced(JsonElement vector)
    {
        var canonical = RecordJson.Write(RecordOf(vector));
        return Encoding.UTF8.GetString(canonical) == vector.GetProperty("canonical").GetString()
            && System.Convert.ToHexStringLower(SHA256.HashData(canonical)) == vector.GetProperty("sha256").GetString();
    }

    private static NormalizedEvent RecordOf(JsonElement vector)
    {
        var record = vector.GetProperty("record");
        HashSet<string> decimals = vector.TryGetProperty("decimals", out var names)
            ? [.. names.EnumerateArray().Select(name => name.GetString()!)]
            : [];
        return new NormalizedEvent
        {
            ClientId = record.GetProperty("client_id").GetString()!,
            Metric = record.GetProperty("metric").GetString()!,
            Amount = DecimalOf(record.GetProperty("amount")),
            Timestamp = InstantPattern.ExtendedIso.Parse(record.GetProperty("timestamp").GetString()!).Value,
            Currency = record.TryGetProperty("currency", out var currency) ? currency.GetString() : null,
            Fields = record.EnumerateObject().Where(member => !RecordNames.Contains(member.Name))
                .OrderBy(member => member.Name, System.StringComparer.Ordinal)
                .Select(member => new EventField(member.Name, ValueOf(member, decimals)))
                .ToImmutableArray(),
        };
    }

    private static FieldValue ValueOf(JsonProperty member, HashSet<string> decimals) => member.Value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => FieldValue.FromBoolean(member.Value.GetBoolean()),
        _ when decimals.Contains(member.Name) => FieldValue.FromDecimal(DecimalOf(member.Value)),
        _ => FieldValue.FromText(member.Value.GetString()!),
    };

    private static decimal DecimalOf(JsonElement element) =>
        decimal.Parse(element.GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture);
}
