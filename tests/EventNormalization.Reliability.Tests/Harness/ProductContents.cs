using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Sqlite;
using EventNormalization.Storage;
using EventNormalization.Totals;

namespace EventNormalization.Reliability.Tests.Harness;

/// <summary>Reads what the product's files say, as the next process would: it opens them to write.</summary>
internal static class ProductContents
{
    private static readonly TotalsQuery ByGroup = new() { GroupBy = [GroupKey.ClientId, GroupKey.Metric] };

    public static async Task<StoreContents> ReadAsync(string store, int numberCount)
    {
        using var failed = SqliteFailedEventStore.Open(store + SqliteFailedEventStore.FileSuffix);
        await using var events = SqliteEventStore.Open(
            store, NumberedEvents.Identifier.Schemas, new SqliteStoreOptions { FailedEvents = failed });
        var contents = new StoreContents();
        await ReadEventsAsync(events, NumberedEvents.Ids(numberCount), contents);
        await ReadFailedAsync(failed, numberCount, contents);
        var conservation = await Conservation.ReadAsync(events, failed);
        contents.Problem = conservation.Holds
            ? SqliteCheck.Find(store) ?? SqliteCheck.Find(store + SqliteFailedEventStore.FileSuffix)
            : $"conservation: {conservation}";
        return contents;
    }

    private static async Task ReadEventsAsync(
        SqliteEventStore events, Dictionary<Identity.RecordId, int> ids, StoreContents contents)
    {
        await foreach (var stored in events.QueryAsync(EventQuery.All))
        {
            contents.Stored.Add(ids.GetValueOrDefault(stored.Event.Id, StoreContents.Phantom));
        }

        foreach (var group in await events.ReadTotalsAsync(ByGroup))
        {
            var name = $"{group.Key[0]!.Value.AsText()}/{group.Key[1]!.Value.AsText()}";
            contents.RollUps[name] = new NumberedEvents.Total(group.Count, group.Sum.Value);
        }
    }

    private static async Task ReadFailedAsync(SqliteFailedEventStore failed, int numberCount, StoreContents contents)
    {
        var numbers = Enumerable.Range(0, numberCount).ToDictionary(NumberedEvents.TextOf, StringComparer.Ordinal);
        await foreach (var entry in failed.QueryAsync(FailedEventQuery.All))
        {
            contents.Failed.Add(
                numbers.GetValueOrDefault(Encoding.UTF8.GetString(entry.Raw.Span), StoreContents.Phantom));
        }
    }
}
