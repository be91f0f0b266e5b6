using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace EventNormalization.DuckDb;

/// <summary>The totals of each client, whoever computed them.</summary>
internal sealed class Totals(IReadOnlyDictionary<string, ClientTotal> clients)
{
    /// <summary>By client id, as it is.</summary>
    public IReadOnlyDictionary<string, ClientTotal> Clients { get; } = clients;

    /// <summary>How many distinct events all clients have.</summary>
    public long Distinct => Clients.Values.Sum(total => total.Count);

    /// <summary>The sum over all clients.</summary>
    public decimal Sum => Clients.Values.Sum(total => total.Sum);

    /// <summary>Reads the array of this name: <c>clients</c> of a truth file, <c>groups</c> of a result.</summary>
    public static Totals Parse(ReadOnlySpan<byte> utf8, string arrayName)
    {
        var reader = new Utf8JsonReader(utf8);
        using var document = JsonDocument.ParseValue(ref reader);
        return new Totals(document.RootElement.GetProperty(arrayName).EnumerateArray().ToDictionary(
            client => client.GetProperty("client_id").GetString()!,
            client => new ClientTotal(client.GetProperty("count").GetInt64(), client.GetProperty("sum").GetDecimal()),
            StringComparer.Ordinal));
    }

    /// <summary>How many clients have another total there, or are missing on one side.</summary>
    public int CountDifferences(Totals other) =>
        Clients.Keys.Union(other.Clients.Keys).Count(client => Of(client) != other.Of(client));

    /// <summary>What differs from the truth, in words.</summary>
    public string Compare(Totals truth)
    {
        var differences = CountDifferences(truth);
        return differences == 0
            ? "equal to the truth"
            : FormattableString.Invariant(
                $"{Distinct - truth.Distinct:+0;-0;0} events, {Sum - truth.Sum} in sum, {differences} clients differ");
    }

    private ClientTotal? Of(string client) => Clients.TryGetValue(client, out var total) ? total : null;
}
