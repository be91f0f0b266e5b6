using System;
using System.Collections.Generic;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using EventNormalization.Storage;
using NodaTime;
using Xunit;

namespace EventNormalization.Sqlite.Tests;

/// <summary>The usual searches of failed events read an index, not the whole file.</summary>
public sealed class FailedEventQueryPlanTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void An_entry_is_found_by_its_hash() =>
        AssertPlanOfEntries(
            SqliteFailedEventStore.SelectByKey, "SEARCH failures USING INDEX sqlite_autoindex_failures_1 (key=?)");

    [Fact]
    public void What_is_due_is_leased_in_order_from_an_index() => AssertPlan(
        SqliteFailedEventStore.SelectDue, "SEARCH failures USING INDEX failures_by_due (due>? AND due<?)");

    [Fact]
    public void What_is_due_next_is_read_from_an_index() => AssertPlan(
        SqliteFailedEventStore.SelectNextDue, "SEARCH failures USING COVERING INDEX failures_by_due (due>?)");

    [Fact]
    public void The_operation_that_is_due_next_is_read_from_an_index() => AssertPlan(
        SqliteFailedEventStore.SelectNextOperation,
        "SCAN bulk_operations USING COVERING INDEX bulk_operations_by_due");

    [Fact]
    public void Keys_since_a_number_are_read_by_number() => AssertPlan(
        SqliteFailedEventStore.SelectKeys, "SEARCH failures USING INTEGER PRIMARY KEY (rowid>?)");

    [Fact]
    public void A_state_is_read_from_an_index_in_order() => AssertPlanOfEntries(
        SqlOf(EventPredicate.State(FailedEventState.Pending)),
        "SEARCH failures USING INDEX failures_by_state (state=?)");

    [Fact]
    public void A_reason_is_read_from_an_index() => AssertPlanOfEntries(
        SqlOf(EventPredicate.Reason("amount.missing")),
        "SEARCH failures USING INTEGER PRIMARY KEY (rowid=?)",
        "LIST SUBQUERY 1",
        "SEARCH reasons USING PRIMARY KEY (code=?)");

    [Fact]
    public void The_entry_of_an_event_is_read_from_an_index() => AssertPlanOfEntries(
        SqlOf(EventPredicate.Id(RecordId.FromContent("{}"u8))), "SEARCH failures USING INDEX failures_by_id (id=?)");

    [Fact]
    public void A_client_is_read_from_an_index() => AssertPlanOfEntries(
        SqlOf(EventPredicate.TextIn(FieldNames.ClientId, "c")),
        "SEARCH failures USING INDEX failures_by_client (client=?)");

    [Fact]
    public void What_was_last_seen_since_is_read_from_an_index_in_order() => AssertPlanOfEntries(
        SqlOf(
            EventPredicate.Between(Instant.FromUnixTimeSeconds(0), null),
            new PageRequest { SortBy = SortKey.LastSeen, Direction = SortDirection.Descending }),
        "SEARCH failures USING INDEX failures_by_last_seen (last_seen>?)");

    [Fact]
    public void Every_order_is_read_from_an_index()
    {
        AssertPlanOfEntries(SqlOf(EventPredicate.Everything), "SCAN failures");
        AssertPlanOfEntries(
            SqlOf(EventPredicate.Everything, new PageRequest { SortBy = SortKey.FirstSeen }),
            "SCAN failures USING INDEX failures_by_first_seen");
    }

    public void Dispose() => _folder.Dispose();

    private static string SqlOf(EventPredicate where, PageRequest? page = null) =>
        new FailedEventPage(new FailedEventQuery { Where = where, Page = page ?? PageRequest.All }).SqlOf(null);

    private void AssertPlanOfEntries(string sql, params string[] expected) =>
        AssertPlan(sql, [.. expected, "SEARCH envelopes USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN"]);

    private void AssertPlan(string sql, params string[] expected)
    {
        var path = _folder.PathOf("plan.failed");
        SqliteFailedEventStore.Open(path).Dispose();
        using var database = new SqliteDatabase(path, TimeSpan.FromSeconds(1));
        var select = database.Prepare("EXPLAIN QUERY PLAN " + sql);
        var found = new List<string>();
        while (select.Step())
        {
            found.Add(select.ReadText(3));
        }

        Assert.Equal(expected, found);
    }
}
