using System.Collections.Generic;
using System.Linq;
using EventNormalization.Queries;
using EventNormalization.Queries.Authoring;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>Evaluates a query in memory; the reference for what every store must return.</summary>
internal static class MemoryFailedEventPage
{
    public static IEnumerable<FailedEvent> Of(FailedEventQuery query, IEnumerable<FailedEvent> entries)
    {
        var matcher = new PredicateMatcher(query.Where);
        var page = query.Page;
        var found = entries.Where(
            entry => IsShown(query.Archived, entry) && matcher.Matches(new FailedEventSubject(entry)));
        var comparer = Comparer<FailedEvent>.Create((left, right) => Compare(page, left, right));
        var rows = found.Order(comparer).Where(entry => page.After is not { } after || IsAfter(page, entry, after));
        return page.CountMax is { } count ? rows.Take(count) : rows;
    }

    private static bool IsShown(ArchivedEntries archived, FailedEvent entry) =>
        archived == ArchivedEntries.Included || entry.Progress.IsArchived == (archived == ArchivedEntries.Only);

    private static int Compare(PageRequest page, FailedEvent left, FailedEvent right)
    {
        var order = page.SortBy == SortKey.Position
            ? 0
            : FailedEventQuery.ValueOf(page.SortBy, left).CompareTo(FailedEventQuery.ValueOf(page.SortBy, right));
        return Directed(page, order == 0 ? left.Number.CompareTo(right.Number) : order);
    }

    private static bool IsAfter(PageRequest page, FailedEvent entry, PageToken after)
    {
        var order = page.SortBy == SortKey.Position
            ? 0
            : FailedEventQuery.ValueOf(page.SortBy, entry).CompareTo(ReadValue(after));
        return Directed(page, order == 0 ? entry.Number.CompareTo(FailedEventQuery.NumberOf(after)) : order) > 0;
    }

    private static Instant ReadValue(PageToken token) => SortableBytes.ReadInstant(token.Value);

    private static int Directed(PageRequest page, int order) =>
        page.Direction == SortDirection.Ascending ? order : -order;
}
