using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Tests.Pipeline;

/// <summary>
/// The way into a store, with a hook around each call: throwing before is a step not taken, after a lost answer.
/// </summary>
internal sealed class HookedAppender(IEventAppender inner, RetryHook hook) : IEventAppender
{
    public List<AppendId> Names { get; } = [];

    public async ValueTask<IReadOnlyList<AppendAnswer>> AppendAsync(
        IReadOnlyList<Append> appends, CancellationToken cancellationToken = default)
    {
        foreach (var append in appends)
        {
            Names.Add(append.Id);
        }

        await hook("append before");
        var answers = await inner.AppendAsync(appends, cancellationToken);
        await hook("append after");
        return answers;
    }

    public async ValueTask<AppendAnswer?> CloseAsync(AppendName name, CancellationToken cancellationToken = default)
    {
        await hook("close before");
        var answer = await inner.CloseAsync(name, cancellationToken);
        await hook("close after");
        return answer;
    }
}
