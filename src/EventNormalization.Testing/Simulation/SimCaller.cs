using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Testing;

/// <summary>What a process appends through its group commit; remembers its largest call, which goes alone.</summary>
internal sealed class SimCaller(GroupCommitAppender group) : IEventAppender
{
    /// <summary>The most appends of one call.</summary>
    public int LargestCall { get; private set; }

    public ValueTask<IReadOnlyList<AppendAnswer>> AppendAsync(
        IReadOnlyList<Append> appends, CancellationToken cancellationToken = default)
    {
        LargestCall = int.Max(LargestCall, appends.Count);
        return group.AppendAsync(appends, cancellationToken);
    }

    public ValueTask<AppendAnswer?> CloseAsync(AppendName name, CancellationToken cancellationToken = default) =>
        group.CloseAsync(name, cancellationToken);
}
