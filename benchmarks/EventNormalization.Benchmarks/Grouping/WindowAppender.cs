using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Benchmarks.Grouping;

/// <summary>The usual other way: the first waits a while for others, then all go together.</summary>
/// <remarks>To compare with. It has no bounds, and gives each caller the failure of the whole step.</remarks>
internal sealed class WindowAppender(IEventAppender inner, TimeSpan window) : IEventAppender
{
    private readonly Lock _lock = new();
    private List<Waiting> _waiting = [];

    public async ValueTask<IReadOnlyList<AppendAnswer>> AppendAsync(
        IReadOnlyList<Append> appends, CancellationToken cancellationToken = default)
    {
        var own = new Waiting(appends);
        bool isFirst;
        lock (_lock)
        {
            isFirst = _waiting.Count == 0;
            _waiting.Add(own);
        }

        if (isFirst)
        {
            await Task.Delay(window, cancellationToken).ConfigureAwait(false);
            await FlushAsync().ConfigureAwait(false);
        }

        return await own.Answered.Task.ConfigureAwait(false);
    }

    public ValueTask<AppendAnswer?> CloseAsync(AppendName name, CancellationToken cancellationToken = default) =>
        inner.CloseAsync(name, cancellationToken);

    private async Task FlushAsync()
    {
        List<Waiting> all;
        lock (_lock)
        {
            (all, _waiting) = (_waiting, []);
        }

        var answers = await inner.AppendAsync([.. all.SelectMany(one => one.Appends)]).ConfigureAwait(false);
        var first = 0;
        foreach (var one in all)
        {
            one.Answered.SetResult([.. answers.Skip(first).Take(one.Appends.Count)]);
            first += one.Appends.Count;
        }
    }

    private sealed class Waiting(IReadOnlyList<Append> appends)
    {
        public IReadOnlyList<Append> Appends { get; } = appends;

        public TaskCompletionSource<IReadOnlyList<AppendAnswer>> Answered { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
