using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace EventNormalization.Tests.Rules;

/// <summary>
/// Events that say things twice, in wrappers, in forms with two readings, as nothing, and as records.
/// </summary>
internal sealed class MessyEvents(Random random)
{
    private static readonly Dictionary<string, string[]> Members = new()
    {
        ["client"] = ["client_id", "client_id", "client_id", "client", "shop", "user_id", "source", "channel", "user",
            "account"],
        ["metric"] = ["metric", "metric", "metric", "kind", "type", "event"],
        ["amount"] = ["amount", "amount", "amount", "net", "gross", "total", "price", "value"],
        ["time"] = ["timestamp", "timestamp", "timestamp", "ts", "time", "day", "clock"],
        ["other"] = ["currency", "coin", "region", "area", "place", "spot", "tz", "timezone", "id", "key", "note",
            "extra", "memo"],
    };

    private static readonly Dictionary<string, string[]> Values = new()
    {
        ["client"] = ["\"c1\"", "\"c2\"", "\"C1\"", "\"c3\"", "\"c4\"", "\"\"", "null", "\"none\"", "7", "{\"id\":1}"],
        ["metric"] = ["\"sales\"", "\"Sales\"", "\"visits\"", "\"none\"", "\"-\"", "null", "\"none\"", "[1]"],
        ["amount"] =
        [
            "5", "\"1,200\"", "\"€5\"", "\"1.200\"", "12.5", "\"5 kg\"", "\"-\"", "null", "\"$3.50\"", "\"1.234,56\"",
            "{\"value\":\"5.00\",\"currency\":\"EUR\"}", "{\"note\":1}", "\"x\"",
        ],
        ["time"] =
        [
            "\"2024-01-15T10:30:00Z\"", "\"2024-01-15 10:30\"", "\"2024-03-05 02:30\"", "1705314600", "\"04/05/2024\"",
            "\"2024-03-31 02:30\"",
            "1705314600000", "\"04/05/24\"", "\"1995-01-01T00:00:00Z\"", "null", "\"10:30\"", "\"2024-10-27 02:30:00\"",
        ],
        ["other"] = ["\"EUR\"", "\"usd\"", "\"points\"", "\"Asia/Tokyo\"", "null", "\"none\"", "\"2024-01-15\"", "3",
            "\"north\""],
    };

    /// <summary>A delivery.</summary>
    public byte[] Next() => Encoding.UTF8.GetBytes(random.Next(6) switch
    {
        0 => $$"""{"{{Pick("shop", "client_id")}}":"c1","items":[{{Object(1)}},{{Object(2)}}],"ts":1705314600}""",
        _ => Object(0),
    });

    private string Object(int depth)
    {
        var members = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var group in Members.Keys)
        {
            for (var count = group == "other" ? random.Next(3) : random.Next(12) == 0 ? 2 : 1; count > 0; count--)
            {
                // Mostly the usual, which is read: what is refused by both tells nothing.
                members[Usually(Members[group], 1)] = Usually(Values[group], 4);
            }
        }

        AddNested(members, depth);
        return "{" + string.Join(
            ',', members.OrderBy(_ => random.Next()).Select(pair => $"\"{pair.Key}\":{pair.Value}")) + "}";
    }

    private void AddNested(SortedDictionary<string, string> members, int depth)
    {
        if (depth > 1)
        {
            return;
        }

        switch (random.Next(10))
        {
            case 0:
                members["data"] = Object(depth + 1);
                break;
            case 1:
                members["due"] =
                    """{"date":"2024-01-15T09:00:00","datetime":"2024-02-01T08:00:00","timezone":"Asia/Tokyo","region":"r"}""";
                break;
            case 2:
                members["order"] = """{"total":"9.50","note":"n"}""";
                break;
            case 3:
                members["body"] = System.Text.Json.JsonSerializer.Serialize(Object(depth + 1));
                break;
            case 4:
                members["body"] = Object(depth + 1);
                break;
            case 5:
                members["specversion"] = "\"1.0\"";
                break;
        }
    }

    private string Usually(string[] values, int count) =>
        count > 1 || values[0] != "currency"
            ? values[random.Next(random.Next(5) == 0 ? values.Length : count)] : Pick(values);

    private string Pick(params string[] values) => values[random.Next(values.Length)];
}
