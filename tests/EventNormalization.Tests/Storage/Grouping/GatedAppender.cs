using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Tests.Storage;

/// <summary>A store whose calls wait until a test lets them go on.</summary>
internal sealed class GatedAppender(IEventAppender inner) : IEventAppender
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Channel<GatedCall> _calls = Channel.CreateUnbounded<GatedCall>();
    private int _underWay;

    /// <summary>The most calls that were under way at once.</summary>
    public int UnderWayMax { get; private set; }

    /// <summary>How many calls came that no test has seen yet.</summary>
    public int UnseenCount => _calls.Reader.Count;

    /// <summary>The next call that came.</summary>
    public async Task<GatedCall> NextAsync() => await _calls.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public async ValueTask<IReadOnlyList<AppendAnswer>> AppendAsync(
        IReadOnlyList<Append> appends, CancellationToken cancellationToken = default)
    {
        await PassAsync(new GatedCall { Appends = appends, CancellationToken = cancellationToken });
        return await inner.AppendAsync(appends, cancellationToken);
    }

    public async ValueTask<AppendAnswer?> CloseAsync(AppendName name, CancellationToken cancellationToken = default)
    {
        await PassAsync(new GatedCall { Closes = name, CancellationToken = cancellationToken });
        return await inner.CloseAsync(name, cancellationToken);
    }

    private async Task PassAsync(GatedCall call)
    {
        UnderWayMax = Math.Max(UnderWayMax, Interlocked.Increment(ref _underWay));
        _calls.Writer.TryWrite(call);
        try
        {
            await call.Gate.Task.WaitAsync(Patience, call.CancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }
}
