using System.Globalization;
using System.Linq;
using System.Text;

namespace EventNormalization.Cli.Workloads;

/// <summary>The clients and metrics of a workload.</summary>
internal static class WorkloadNames
{
    public const int ClientCount = 1000;
    public const int MetricCount = 20;
    private static readonly string[] ForeignStems = ["café", "Zoë", "Łódź", "клиент", "店舗", "ελιά"];

    /// <summary>The client ids; one in a hundred is not ASCII.</summary>
    public static readonly string[] Clients = [.. Enumerable.Range(0, ClientCount).Select(NameOfClient)];

    /// <summary>The client ids as JSON strings, as they are.</summary>
    public static readonly byte[][] ClientsAsTheyAre =
        [.. Clients.Select(name => Encoding.UTF8.GetBytes($"\"{name}\""))];

    /// <summary>The client ids as JSON strings in ASCII, other characters escaped.</summary>
    public static readonly byte[][] ClientsEscaped = [.. Clients.Select(name => Encoding.UTF8.GetBytes(Escape(name)))];

    /// <summary>The metrics as they are stored.</summary>
    public static readonly string[] Metrics =
    [
        "sales", "refunds", "orders", "signups", "logins", "clicks", "page_views", "impressions", "downloads",
        "uploads", "api.calls", "cpu.seconds", "bytes_out", "errors", "retries", "tickets", "shipments", "returns",
        "renewals", "visits",
    ];

    /// <summary>The metrics as JSON strings.</summary>
    public static readonly byte[][] MetricsInLowerCase =
        [.. Metrics.Select(name => Encoding.UTF8.GetBytes($"\"{name}\""))];

    /// <summary>The metrics as JSON strings in capitals, which mean the same.</summary>
    public static readonly byte[][] MetricsInUpperCase =
        [.. Metrics.Select(name => Encoding.UTF8.GetBytes($"\"{name.ToUpperInvariant()}\""))];

    /// <summary>The number of a client's one currency: four clients in ten have none, which is 0.</summary>
    public static int CurrencyOf(int client) => (client % 10) switch
    {
        < 4 => 0,
        4 or 5 => 1,
        6 or 7 => 2,
        8 => 3 + (client / 10 % 4),
        _ => CurrencySpelling.All.Length - 1,
    };

    private static string NameOfClient(int number)
    {
        var digits = number.ToString("D4", CultureInfo.InvariantCulture);
        var stem = number % 100 == 57 ? ForeignStems[number / 100 % ForeignStems.Length] : "client";
        return stem + "_" + digits;
    }

    private static string Escape(string name) =>
        "\"" + string.Concat(name.Select(code => code < 128
            ? code.ToString()
            : "\\u" + ((int)code).ToString("x4", CultureInfo.InvariantCulture))) + "\"";
}
