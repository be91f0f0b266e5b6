using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Tests.Testing.Simulation;

/// <summary>Knows the ids of what was once asked for, and answers for what it knows without asking the store.</summary>
internal sealed class MarkingAppender(IEventAppender inner) : IEventAppender
{
    private readonly HashSet<RecordId> _seen = [];

    public async ValueTask<IReadOnlyList<AppendAnswer>> AppendAsync(
        IReadOnlyList<Append> appends, CancellationToken cancellationToken = default)
    {
        var items = appends.SelectMany(append => append.Items).ToArray();
        var isKnown = items.Length > 0 && items.All(item => _seen.Contains(item.Event.Id));
        _seen.UnionWith(items.Select(item => item.Event.Id));
        return isKnown
            ? [.. appends.Select(append => new AppendAnswer(append.Id, [.. append.Items.Select(item =>
                (AppendOutcome?)AppendOutcome.Duplicate(item.Event.Id, Received, 2))]))]
            : await inner.AppendAsync(appends, cancellationToken);
    }

    public ValueTask<AppendAnswer?> CloseAsync(AppendName name, CancellationToken cancellationToken = default) =>
        inner.CloseAsync(name, cancellationToken);
}
