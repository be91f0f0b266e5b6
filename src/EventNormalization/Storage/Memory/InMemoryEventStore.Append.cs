using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Storage;

/// <content>Appending.</content>
public sealed partial class InMemoryEventStore
{
    private readonly List<MemoryConflict> _conflicts = [];

    // The answers of the append at hand for what stored nothing new.
    private readonly List<MemoryOutcome> _others = [];

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<AppendAnswer>> AppendAsync(
        IReadOnlyList<Append> appends, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(appends);
        for (var i = 0; i < appends.Count; i++)
        {
            ArgumentNullException.ThrowIfNull(appends[i], nameof(appends));
        }

        cancellationToken.ThrowIfCancellationRequested();
        var answers = new AppendAnswer[appends.Count];
        lock (_lock)
        {
            for (var i = 0; i < answers.Length; i++)
            {
                answers[i] = AnswerTo(appends[i]);
            }
        }

        return ValueTask.FromResult<IReadOnlyList<AppendAnswer>>(answers);
    }

    /// <inheritdoc/>
    public ValueTask<AppendAnswer?> CloseAsync(AppendName name, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (_appends.TryFind(name.Id, out var known))
            {
                return ValueTask.FromResult(
                    known.IsClosed ? null : new AppendAnswer(name.Id, OutcomesOf(known)));
            }

            _appends.Close(name.Id);
            return ValueTask.FromResult<AppendAnswer?>(null);
        }
    }

    private AppendAnswer AnswerTo(Append append)
    {
        if (!_appends.TryFind(append.Id, out var known))
        {
            return new AppendAnswer(append.Id, Store(append));
        }

        if (known.IsClosed)
        {
            return AppendErrors.Closed(append);
        }

        var outcomes = OutcomesOf(known);
        return known.IsLike(append) && AreOf(append, outcomes)
            ? new AppendAnswer(append.Id, outcomes)
            : AppendErrors.OtherContent(append);
    }

    /// <summary>Whether answers are for the items of an append, one by one.</summary>
    private static bool AreOf(Append append, ImmutableArray<AppendOutcome?> outcomes)
    {
        for (var i = 0; i < outcomes.Length; i++)
        {
            if (append.Items[i].Event.Id != outcomes[i]!.Value.Id)
            {
                return false;
            }
        }

        return true;
    }

    private ImmutableArray<AppendOutcome?> Store(Append append)
    {
        var outcomes = new AppendOutcome?[append.Items.Length];
        var firstNew = _events.Count;
        _others.Clear();
        for (var i = 0; i < outcomes.Length; i++)
        {
            outcomes[i] = Store(append, i);
        }

        _appends.Add(append, firstNew, CollectionsMarshal.AsSpan(_others));
        return ImmutableCollectionsMarshal.AsImmutableArray(outcomes);
    }

    private AppendOutcome Store(Append append, int number)
    {
        var item = append.Items[number];
        var identified = item.Event;
        var client = ClientOf(identified.Record.ClientId);
        if (identified.ClientKey is { } key && client.Keys.TryGetValue(key, out var holder)
            && _ids[holder] != identified.Id)
        {
            _conflicts.Add(new MemoryConflict(identified.Id, holder));
            return CachedValue(new MemoryOutcome(number, ~(_conflicts.Count - 1), _events.OccurrencesOf(holder)));
        }

        // The ordinal of a new id is the number of its event, since both grow under one lock.
        var isNew = _ids.TryAdd(identified.Id, out var ordinal);
        client.Count(append.Origin, item.Deliveries, isNew);
        if (!isNew)
        {
            var occurrences = _events.AddDuplicate((int)ordinal, item, _spellingRetention);
            return CachedValue(new MemoryOutcome(number, (int)ordinal, occurrences));
        }

        Add(append.Id, item, client);
        return AppendOutcome.Added(identified.Id, identified.ReceivedAt);
    }

    private void Add(AppendId append, AppendItem item, MemoryClient client)
    {
        if (item.Event.ClientKey is { } key)
        {
            client.Keys.Add(key, _events.Count);
        }

        foreach (var field in item.Event.Record.Fields)
        {
            _fieldNames.Add(field.Name);
        }

        _events.Add(append, item, client);
    }

    private AppendOutcome CachedValue(MemoryOutcome answer)
    {
        _others.Add(answer);
        return ToOutcome(answer);
    }

    private MemoryClient ClientOf(string clientId)
    {
        ref var client = ref CollectionsMarshal.GetValueRefOrAddDefault(_clients, clientId, out _);
        return client ??= new MemoryClient(clientId);
    }

    /// <summary>The answers that an append had: what it stored has the next numbers, the rest is remembered.</summary>
    private ImmutableArray<AppendOutcome?> OutcomesOf(in MemoryAppend known)
    {
        var outcomes = new AppendOutcome?[known.ItemCount];
        foreach (var answer in known.Others)
        {
            outcomes[answer.Item] = ToOutcome(answer);
        }

        var next = known.FirstNew;
        for (var i = 0; i < outcomes.Length; i++)
        {
            if (outcomes[i] is null)
            {
                outcomes[i] = AppendOutcome.Added(_ids[next], _events.FirstReceivedAt(next));
                next++;
            }
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(outcomes);
    }

    private AppendOutcome ToOutcome(MemoryOutcome answer)
    {
        if (!answer.IsConflict)
        {
            return AppendOutcome.Duplicate(
                _ids[answer.Number], _events.FirstReceivedAt(answer.Number), answer.Occurrences);
        }

        var conflict = _conflicts[answer.Number];
        return AppendOutcome.Conflict(
            conflict.Id, _ids[conflict.Holder], _events.FirstReceivedAt(conflict.Holder), answer.Occurrences);
    }
}
