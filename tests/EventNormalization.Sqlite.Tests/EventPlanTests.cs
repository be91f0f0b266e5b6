using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Testing;
using Xunit;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Sqlite.Tests;

/// <summary>The usual queries use an index, and sort nothing that an index has in order.</summary>
public sealed class EventPlanTests : IDisposable
{
    private const string Sorting = "USE TEMP B-TREE FOR ORDER BY";

    private readonly TemporaryFolder _folder = new();

    private string File => _folder.PathOf("events.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_key_is_looked_up_and_an_id_alone_reads_through_the_narrow_index()
    {
        await FillAsync();

        Assert.Contains(
            "SEARCH events USING INDEX sqlite_autoindex_events_1 (seconds=? AND nanoseconds=? AND id=?)",
            PlanOf(SqliteEventReader.SelectByKey));
        Assert.Contains(
            "SCAN events USING COVERING INDEX sqlite_autoindex_events_1", PlanOf(SqliteEventReader.SelectById));
        Assert.Contains("SEARCH events USING INTEGER PRIMARY KEY (rowid=?)", PlanOf(SqliteEventReader.SelectById));
    }

    [Fact]
    public async Task Positions_are_read_in_order_from_any_place()
    {
        await FillAsync();

        Assert.Equal("SCAN events", PlanOf(EventQuery.All, isFirst: true)[0]);
        Assert.Equal(
            "SEARCH events USING INTEGER PRIMARY KEY (rowid>?)", PlanOf(EventQuery.All, isFirst: false)[0]);
        Assert.DoesNotContain(Sorting, PlanOf(EventQuery.All, isFirst: false));
    }

    [Fact]
    public async Task The_events_of_a_client_are_read_from_its_index_in_the_order_of_positions()
    {
        await FillAsync();
        var query = new EventQuery
        {
            Where = EventPredicate.Field("client_id", ComparisonOperator.Equal, FieldValue.FromText("client 7")),
        };

        foreach (var isFirst in new[] { true, false })
        {
            var plan = PlanOf(query, isFirst);
            Assert.StartsWith(
                "SEARCH events USING INDEX events_by_client (client=?", plan[0], StringComparison.Ordinal);
            Assert.DoesNotContain(Sorting, plan);
        }
    }

    [Fact]
    public async Task The_newest_come_first_without_sorting_by_position_of_a_client_and_by_timestamp()
    {
        await FillAsync();
        var newest = new PageRequest { Direction = SortDirection.Descending };
        EventQuery[] queries =
        [
            new() { Page = newest },
            new()
            {
                Where = EventPredicate.Field("client_id", ComparisonOperator.Equal, FieldValue.FromText("client 7")),
                Page = newest,
            },
            new() { Page = newest with { SortBy = SortKey.Timestamp } },
            new()
            {
                Where = EventPredicate.Between(At("2024-01-01T00:00:00Z"), null),
                Page = newest with { SortBy = SortKey.Timestamp },
            },
        ];

        foreach (var query in queries)
        {
            Assert.DoesNotContain(Sorting, PlanOf(query, isFirst: true));
            Assert.DoesNotContain(Sorting, PlanOf(query, isFirst: false));
            Assert.StartsWith("SEARCH events", PlanOf(query, isFirst: false)[0], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_range_of_time_is_read_from_the_index_of_timestamps_in_their_order()
    {
        await FillAsync();
        var query = new EventQuery
        {
            Where = EventPredicate.Between(At("2024-01-01T00:00:00Z"), At("2024-02-01T00:00:00Z")),
            Page = new PageRequest { SortBy = SortKey.Timestamp },
        };

        foreach (var isFirst in new[] { true, false })
        {
            var plan = PlanOf(query, isFirst);
            Assert.StartsWith(
                "SEARCH events USING INDEX sqlite_autoindex_events_1 ((seconds,nanoseconds)", plan[0],
                StringComparison.Ordinal);
            Assert.DoesNotContain(Sorting, plan);
        }
    }

    [Fact]
    public async Task What_was_seen_last_is_sorted_by_SQLite_since_an_index_would_be_written_for_every_delivery()
    {
        await FillAsync();
        foreach (var direction in Enum.GetValues<SortDirection>())
        {
            var plan = PlanOf(
                new EventQuery { Page = new PageRequest { SortBy = SortKey.LastSeen, Direction = direction } },
                isFirst: true);

            Assert.StartsWith("SCAN events", plan[0], StringComparison.Ordinal);
            Assert.Contains(
                plan,
                line => line.StartsWith(
                    "SEARCH repeats USING INTEGER PRIMARY KEY (rowid=?)", StringComparison.Ordinal));
            Assert.Contains(Sorting, plan);
        }
    }

    private async Task FillAsync()
    {
        using var store = SqliteEventStore.Open(File, SampleSchema);
        await store.AppendAsync(
            new AppendId(1, 1), Enumerable.Range(0, 500).Select(i => Event("client " + (i % 20), amount: i)));
    }

    private List<string> PlanOf(EventQuery query, bool isFirst) => PlanOf(new EventPage(query).ToSql(isFirst));

    private List<string> PlanOf(string sql)
    {
        using var database = new SqliteDatabase(File, TimeSpan.FromSeconds(1));
        FieldFunction.AddTo(database);
        using var explain = database.PrepareOnce("EXPLAIN QUERY PLAN " + sql);
        var plan = new List<string>();
        while (explain.Step())
        {
            plan.Add(explain.ReadText(3));
        }

        return plan;
    }
}
