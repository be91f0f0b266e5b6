using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using EventNormalization.Cli.Workloads;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using NodaTime;
using NodaTime.Text;

namespace EventNormalization.Benchmarks.Ratios;

/// <summary>Plain events of four fields up to their ids, and the same with a currency, said in two ways.</summary>
internal sealed class CurrencyFigures(int count, ulong seed)
{
    private static readonly string[] Codes = ["EUR", "USD", "GBP", "JPY"];
    private static readonly string[] Marks = ["\"€{0}\"", "\"{0} USD\"", "\"£{0}\"", "\"JPY {0}\""];

    // Of a workload of so many deliveries, only a part are distinct events.
    private readonly WorkloadEvents _events = new(2 * count, seed, WorkloadCurrencies.None);
    private readonly BatchIdentification _batch = new(new EventIdentifier(EventSchema.Default));
    private readonly RecordId[] _ids = new RecordId[count];

    /// <summary>The figures; the first is what the two others are to be compared with.</summary>
    /// <exception cref="InvalidOperationException">Ids are not those of the records.</exception>
    public IReadOnlyList<Figure> Create() =>
    [
        Checked("up to the id: four plain fields", (_, _) => null, (_, amount) => amount, ""),
        Checked(
            "up to the id: a code in currency", (i, _) => Codes[i % 4], (_, amount) => amount, ",\"currency\":\"{0}\""),
        Checked("up to the id: a mark in the amount", (i, _) => Codes[i % 4], Marked, ""),
    ];

    private static string Marked(int number, string amount) =>
        string.Format(CultureInfo.InvariantCulture, Marks[number % 4], amount);

    private Figure Checked(
        string name, Func<int, string, string?> currencyOf, Func<int, string, string> spell, string member)
    {
        var culture = CultureInfo.InvariantCulture;
        var raws = new RawEvent[count];
        var expected = new RecordId[count];
        for (var i = 0; i < count; i++)
        {
            var record = RecordOf(i, currencyOf(i, ""));
            var amount = record.Amount.ToString("0.00", culture);
            var text = $"{{\"client_id\":\"{record.ClientId}\",\"metric\":\"{record.Metric}\","
                + $"\"amount\":{spell(i, amount)}"
                + (member.Length == 0 ? "" : string.Format(culture, member, record.Currency))
                + $",\"timestamp\":\"{InstantPattern.ExtendedIso.Format(record.Timestamp)}\"}}";
            raws[i] = new RawEvent(Encoding.UTF8.GetBytes(text), Deliveries.ReceivedAt);
            expected[i] = RecordId.FromBytes(SHA256.HashData(RecordJson.Write(record)));
        }

        var placed = Place(raws);
        void Pass() => _batch.Identify(placed, _ids);
        Pass();
        Agreement.Require<RecordId>(name, expected, _ids);
        return new Figure { Name = name, EventCount = count, Pass = Pass };
    }

    /// <summary>The deliveries one after the other in one array, as they are in a file.</summary>
    private static RawEvent[] Place(RawEvent[] raws)
    {
        var all = new byte[raws.Sum(raw => raw.Utf8.Length + 1) + 1024];
        var at = 0;
        return Array.ConvertAll(raws, raw =>
        {
            raw.Utf8.CopyTo(all.AsMemory(at));
            var placed = new RawEvent(all.AsMemory(at, raw.Utf8.Length), Deliveries.ReceivedAt);
            at += raw.Utf8.Length + 1;
            return placed;
        });
    }

    private NormalizedEvent RecordOf(int number, string? currency)
    {
        var value = _events.Create(number);
        return new NormalizedEvent
        {
            ClientId = WorkloadNames.Clients[value.Client],
            Metric = WorkloadNames.Metrics[value.Metric],
            Amount = value.AmountUnits / 100 / 100m,
            Timestamp = Instant.FromUnixTimeSeconds(value.UnixSeconds),
            Currency = currency,
        };
    }
}
