using System;
using System.Collections.Generic;
using System.Linq;
using EventNormalization.Identity;
using EventNormalization.Storage;

namespace EventNormalization.Tests.Storage.Contract;

/// <summary>What a store must do, said as plainly as can be: lists, searched from the front.</summary>
internal sealed class ModelStore
{
    private readonly List<(AppendId Id, AppendOutcome[] Answers)> _appends = [];
    private readonly List<(string Client, AppendStatus Status)> _acknowledged = [];
    private readonly List<(IdentifiedEvent Event, long[] Occurrences)> _events = [];

    public IEnumerable<IdentifiedEvent> Events => _events.Select(entry => entry.Event);

    public IEnumerable<string> EventTexts =>
        _events.Select(entry => $"{StoredText.Of(entry.Event)} x{entry.Occurrences[0]}");

    public IEnumerable<string> Statistics =>
        from client in _acknowledged.GroupBy(entry => entry.Client).OrderBy(client => client.Key, StringComparer.Ordinal)
        let added = client.Count(entry => entry.Status == AppendStatus.Added)
        select $"{client.Key}: {client.Count()} = {added} + {client.Count() - added}";

    public AppendOutcome[] Append(AppendId id, IReadOnlyList<IdentifiedEvent> events)
    {
        var known = _appends.Find(append => append.Id == id);
        if (known.Answers is null)
        {
            known = (id, [.. events.Select(Append)]);
            _appends.Add(known);
        }

        return known.Answers;
    }

    private AppendOutcome Append(IdentifiedEvent item)
    {
        var same = _events.Find(entry => entry.Event.Id == item.Id);
        var holder = _events.Find(entry => item.ClientKey is not null
            && entry.Event.ClientKey == item.ClientKey && entry.Event.Record.ClientId == item.Record.ClientId);
        if (same.Event is not null)
        {
            _acknowledged.Add((item.Record.ClientId, AppendStatus.Duplicate));
            return AppendOutcome.Duplicate(item.Id, same.Event.ReceivedAt, ++same.Occurrences[0]);
        }

        if (holder.Event is not null)
        {
            return AppendOutcome.Conflict(holder.Event.Id, holder.Event.ReceivedAt, holder.Occurrences[0]);
        }

        _events.Add((item, [1]));
        _acknowledged.Add((item.Record.ClientId, AppendStatus.Added));
        return AppendOutcome.Added(item.Id, item.ReceivedAt);
    }
}
