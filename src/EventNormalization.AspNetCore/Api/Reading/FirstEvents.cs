using System;
using System.Collections.Generic;
using System.Linq;
using EventNormalization.Queries;
using EventNormalization.Storage;

namespace EventNormalization.Api.Reading;

/// <summary>Keeps the first events of an order, whatever order they come in.</summary>
/// <remarks>The order is that of page tokens, so it is the one that stores have.</remarks>
internal sealed class FirstEvents
{
    private readonly PageRequest _page;
    private readonly int _countMax;
    private readonly IComparer<PageToken> _order;
    private readonly PriorityQueue<StoredEvent, PageToken> _last;

    public FirstEvents(PageRequest page, int countMax)
    {
        (_page, _countMax) = (page, countMax);
        _order = Comparer<PageToken>.Create(Compare);
        _last = new PriorityQueue<StoredEvent, PageToken>(
            Comparer<PageToken>.Create((left, right) => Compare(right, left)));
    }

    /// <summary>Takes an event, unless it comes before the page or after those that are kept.</summary>
    public void Add(StoredEvent item)
    {
        var token = item.TokenFor(_page);
        if (_page.After is { } after && Compare(token, after) <= 0)
        {
            return;
        }

        if (_last.Count < _countMax)
        {
            _last.Enqueue(item, token);
        }
        else
        {
            _last.EnqueueDequeue(item, token);
        }
    }

    /// <summary>The events in order.</summary>
    public List<StoredEvent> ToList() =>
        [.. _last.UnorderedItems.OrderBy(one => one.Priority, _order).Select(one => one.Element)];

    private int Compare(PageToken left, PageToken right)
    {
        var order = left.Value.SequenceCompareTo(right.Value);
        order = order == 0 ? left.Row.SequenceCompareTo(right.Row) : order;
        return _page.Direction == SortDirection.Ascending ? order : -order;
    }
}
