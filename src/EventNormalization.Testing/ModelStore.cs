using System;
using System.Collections.Generic;
using System.Linq;
using EventNormalization.Identity;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Testing;

/// <summary>The reference model of a store, as simple as possible: lists that are searched linearly.</summary>
internal sealed class ModelStore
{
    private const string Void = "void";

    private readonly List<(AppendId Id, string Said, string Answer)> _names = [];
    private readonly List<(string Client, AppendOrigin Origin, long Deliveries, bool IsAdded)> _acknowledged = [];
    private readonly List<(IdentifiedEvent Event, long[] Occurrences)> _events = [];

    public IEnumerable<IdentifiedEvent> Events => _events.Select(entry => entry.Event);

    public IEnumerable<string> EventTexts =>
        _events.Select(entry => $"{StoredText.Of(entry.Event)} x{entry.Occurrences[0]}");

    public IEnumerable<string> Statistics =>
        from client in _acknowledged.GroupBy(entry => entry.Client)
            .OrderBy(client => client.Key, StringComparer.Ordinal)
        let retried = client.Where(entry => entry.Origin == AppendOrigin.Retry).Sum(entry => entry.Deliveries)
        let all = client.Sum(entry => entry.Deliveries)
        let added = client.Count(entry => entry.IsAdded)
        let taken = retried == 0 ? "" : $" + {retried}"
        select $"{client.Key}: {all - retried}{taken} = {added} + {all - added}";

    /// <summary>The answer as a text.</summary>
    public string Append(Append append)
    {
        var said = append.Origin + string.Concat(append.Items.Select(item => $" {item.Event.Id} {item.Deliveries}"));
        var known = _names.Find(name => name.Id == append.Id);
        if (known.Answer is not null)
        {
            return known.Answer == Void ? nameof(AppendErrorKind.Closed)
                : known.Said == said ? known.Answer
                : nameof(AppendErrorKind.OtherContent);
        }

        var answer = string.Join(';', append.Items.Select(item => StoredText.Of(Append(item, append.Origin))));
        _names.Add((append.Id, said, answer));
        return answer;
    }

    /// <summary>The answer as a text; null if the name is void.</summary>
    public string? Close(AppendId id)
    {
        var known = _names.Find(name => name.Id == id);
        if (known.Answer is null)
        {
            _names.Add((id, "", Void));
            return null;
        }

        return known.Answer == Void ? null : known.Answer;
    }

    private AppendOutcome Append(AppendItem appended, AppendOrigin origin)
    {
        var item = appended.Event;
        var same = _events.Find(entry => entry.Event.Id == item.Id);
        var holder = _events.Find(entry => item.ClientKey is not null
            && entry.Event.ClientKey == item.ClientKey && entry.Event.Record.ClientId == item.Record.ClientId);
        if (same.Event is null && holder.Event is not null)
        {
            return AppendOutcome.Conflict(item.Id, holder.Event.Id, holder.Event.ReceivedAt, holder.Occurrences[0]);
        }

        _acknowledged.Add((item.Record.ClientId, origin, appended.Deliveries, same.Event is null));
        if (same.Event is not null)
        {
            same.Occurrences[0] += appended.Deliveries;
            return AppendOutcome.Duplicate(item.Id, same.Event.ReceivedAt, same.Occurrences[0]);
        }

        _events.Add((item, [appended.Deliveries]));
        return AppendOutcome.Added(item.Id, item.ReceivedAt);
    }
}
