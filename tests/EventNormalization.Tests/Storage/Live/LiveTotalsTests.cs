using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Testing;
using EventNormalization.Tests.Testing;
using EventNormalization.Totals;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Xunit;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Tests.Storage.Live;

public sealed class LiveTotalsTests : IAsyncDisposable
{
    private static readonly TotalsQuery ByClient = new()
    {
        GroupBy = [GroupKey.ClientId],
        Measures = [Measures.Count, Measures.Sum],
    };

    private readonly FakeTimeProvider _time = new();
    private readonly InMemoryEventStore _store = new();
    private readonly CancellationTokenSource _ending = new();
    private ulong _appends;

    private LiveTotalsOptions Options => new() { Time = _time };

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _ending.Dispose();
    }

    [Fact]
    public async Task All_groups_come_first_and_then_those_that_changed_with_all_their_values()
    {
        await AppendAsync(Event("a", amount: 1), Event("b", amount: 2));
        await using var changes = Changes(ByClient);

        Assert.True(await changes.MoveNextAsync());
        Assert.Equal(["[client_id=a] count 1, sum 1", "[client_id=b] count 1, sum 2"], Texts(changes));

        await AppendAsync(Event("b", amount: 40), Event("c", amount: 5), Event("b", amount: 2));
        Assert.True(await changes.MoveNextAsync());
        Assert.Equal(["[client_id=b] count 2, sum 42", "[client_id=c] count 1, sum 5"], Texts(changes));
    }

    [Fact]
    public async Task Where_nothing_is_stored_the_first_change_says_so_at_once()
    {
        await using var changes = Changes(TotalsQuery.All with { Measures = [Measures.Count] });

        Assert.True(await changes.MoveNextAsync());

        Assert.Equal(["[] count 0"], Texts(changes));
        Assert.Equal(default, changes.Current.Position);
    }

    [Fact]
    public async Task It_looks_again_when_the_interval_is_over_and_not_before()
    {
        await using var changes = Changes(ByClient);
        Assert.True(await changes.MoveNextAsync());

        var next = changes.MoveNextAsync().AsTask();
        await AppendAsync(Event("a", amount: 1));
        _time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(next.IsCompleted);

        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(await next.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(["[client_id=a] count 1, sum 1"], Texts(changes));
    }

    [Fact]
    public async Task Events_that_the_query_does_not_ask_for_and_duplicates_are_no_change()
    {
        await AppendAsync(Event("a", amount: 1));
        await using var changes = Changes(ByClient with { Where = EventPredicate.TextIn("client_id", "a") });
        Assert.True(await changes.MoveNextAsync());

        await AppendAsync(Event("A", amount: 9), Event("b", amount: 2), Event("a", amount: 1));
        var next = changes.MoveNextAsync().AsTask();
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(next.IsCompleted);

        await AppendAsync(Event("a", amount: 3));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await next.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(["[client_id=a] count 2, sum 4"], Texts(changes));
    }

    [Fact]
    public async Task Waiting_ends_when_it_is_canceled()
    {
        await using var changes = Changes(ByClient);
        Assert.True(await changes.MoveNextAsync());
        var next = changes.MoveNextAsync().AsTask();

        await _ending.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task A_field_that_nobody_knows_is_refused_at_the_first_change()
    {
        await using var changes = Changes(new TotalsQuery { GroupBy = [GroupKey.Field("regoin")] });

        var failure = await Assert.ThrowsAsync<ArgumentException>(async () => await changes.MoveNextAsync());

        Assert.StartsWith("The totals name the field 'regoin', which is not known", failure.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_new_events_come_in_several_changes_and_those_of_one_append_in_one()
    {
        await using var changes = Changes(ByClient, Options with { EventCountMax = 2 });
        Assert.True(await changes.MoveNextAsync());
        await AppendAsync([.. Enumerable.Range(1, 5).Select(amount => Event("a", amount: amount))]);
        await AppendAsync(Event("b", amount: 1));
        await AppendAsync(Event("b", amount: 2));
        await AppendAsync(Event("b", amount: 3));

        var texts = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            Assert.True(await changes.MoveNextAsync());
            texts.Add(string.Join("; ", Texts(changes)));
        }

        Assert.Equal(
            ["[client_id=a] count 5, sum 15", "[client_id=b] count 2, sum 3", "[client_id=b] count 3, sum 6"], texts);
    }

    [Fact]
    public async Task A_late_event_changes_its_window_and_those_between_are_filled_in()
    {
        var day = GroupKey.Calendar(CalendarUnit.Day, DateTimeZone.Utc);
        await AppendAsync(Event(amount: 1, timestamp: "2024-01-15T10:00:00Z"));
        await using var changes = Changes(ByClient with { GroupBy = [day], EmptyWindows = true });
        Assert.True(await changes.MoveNextAsync());

        await AppendAsync(Event(amount: 2, timestamp: "2024-01-13T10:00:00Z"));
        Assert.True(await changes.MoveNextAsync());

        Assert.Equal(
            ["2024-01-13 1", "2024-01-14 0"],
            changes.Current.Groups.Select(group => FormattableString.Invariant(
                $"{group.WindowOf(day)} {group.Count}")));
    }

    [Fact]
    public async Task Each_event_is_read_once()
    {
        var read = 0;
        var counting = Interception.Around<IEventReader>(_store, (_, _, call) => call() switch
        {
            IAsyncEnumerable<StoredEvent> events => Counted(events, () => read++),
            var other => other,
        });
        await AppendAsync(Event("a", amount: 1), Event("b", amount: 2));
        await using var changes = new LiveTotals(counting, ByClient, Options).ReadAsync().GetAsyncEnumerator();
        Assert.True(await changes.MoveNextAsync());

        for (var i = 3; i < 10; i++)
        {
            await AppendAsync(Event("a", amount: i));
            var next = changes.MoveNextAsync().AsTask();
            _time.Advance(TimeSpan.FromSeconds(1));
            Assert.True(await next.WaitAsync(TimeSpan.FromSeconds(30)));
        }

        Assert.Equal(9, read);
    }

    [Fact]
    public async Task The_example_of_the_page_shows_all_groups_and_then_those_that_changed()
    {
        var zone = DateTimeZoneProviders.Tzdb["America/New_York"];
        await AppendAsync(Event("a"), Event("b"));
        var page = new Page(async lineCount =>
        {
            // What is stored while the page shows the first groups is found at once, without waiting.
            await (lineCount == 2 ? AppendAsync(Event("b", amount: 7)) : Task.CompletedTask);
            await (lineCount == 3 ? _ending.CancelAsync() : Task.CompletedTask);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ShowAsync(_store, zone, page, _ending.Token));

        Assert.Equal(["a 1", "b 1", "b 2"], page.Lines);
    }

    private static async Task ShowAsync(
        IEventReader events, DateTimeZone zone, Page page, CancellationToken stopping)
    {
        // begin example
        var byDay = new TotalsQuery { GroupBy = [GroupKey.ClientId, GroupKey.Calendar(CalendarUnit.Day, zone)] };
        await foreach (var change in new LiveTotals(events, byDay).ReadAsync(stopping))
        {
            foreach (var group in change.Groups)
            {
                await page.ShowAsync(group);
            }
        }
        // end example
    }

    private IAsyncEnumerator<TotalsChange> Changes(TotalsQuery query, LiveTotalsOptions? options = null) =>
        new LiveTotals(_store, query, options ?? Options).ReadAsync(_ending.Token).GetAsyncEnumerator();

    private static async IAsyncEnumerable<StoredEvent> Counted(IAsyncEnumerable<StoredEvent> events, Action count)
    {
        await foreach (var item in events)
        {
            count();
            yield return item;
        }
    }

    private static string[] Texts(IAsyncEnumerator<TotalsChange> changes) => TotalsText.Of(changes.Current.Groups);

    private async Task AppendAsync(params IdentifiedEvent[] events) =>
        await _store.AppendAsync(new AppendId(1, _appends++), events);

    /// <summary>Remembers what it showed.</summary>
    private sealed class Page(Func<int, Task> afterLines)
    {
        public List<string> Lines { get; } = [];

        public Task ShowAsync(TotalsGroup group)
        {
            Lines.Add(FormattableString.Invariant($"{group.Key[0]} {group.Count}"));
            return afterLines(Lines.Count);
        }
    }
}
