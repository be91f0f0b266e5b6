using System;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EventNormalization.Api.Streaming;

/// <summary>Keeps the feed going while somebody watches, and rests while nobody does; one for a host.</summary>
/// <remarks>
/// It looks at the stores each <see cref="LookDelay"/>, and sooner after an event was accepted here. Totals are read at
/// most once a second, and seldom enough to cost a twentieth of the time. A store that does not answer is asked again.
/// Thread-safe.
/// </remarks>
internal sealed partial class FeedPump
{
    /// <summary>How long to wait where nothing is known to have come.</summary>
    public static readonly TimeSpan LookDelay = TimeSpan.FromSeconds(1);

    /// <summary>How long to wait at least between two looks.</summary>
    public static readonly TimeSpan LookDelayMin = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan BeginMax = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly OutcomeFeed _feed;
    private readonly FeedSource _source;
    private readonly FeedTotals _totals;
    private readonly TimeProvider _time;
    private readonly ILogger<OutcomeFeed> _logger;
    private TaskCompletionSource _wake = NewSignal();
    private TaskCompletionSource? _begun;

    public FeedPump(IServiceProvider services)
    {
        _feed = services.GetRequiredService<OutcomeFeed>();
        _time = services.GetRequiredService<TimeProvider>();
        _logger = services.GetRequiredService<ILogger<OutcomeFeed>>();
        var events = services.GetRequiredService<IEventReader>();
        var failedEvents = services.GetRequiredService<IFailedEventQueue>();
        _source = new FeedSource(_feed, events, failedEvents);
        _totals = new FeedTotals(_feed, events, failedEvents, _time);
        _feed.Wakes = Wake;
        _feed.Passes = _source.Pass;
    }

    /// <summary>Whether one more may watch.</summary>
    public bool HasRoom => _feed.ReaderCount < StreamEndpoint.ReadersMax;

    /// <summary>
    /// Lets a reader watch. When this ends he is told of all that comes, save if the store does not answer.
    /// </summary>
    public async ValueTask AddAsync(FeedReader reader, CancellationToken cancellationToken)
    {
        _feed.Add(reader);
        _totals.ShowTo(reader);
        try
        {
            await Begin().WaitAsync(BeginMax, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // He watches all the same, and sees what there is when the store answers again.
        }

        Wake();
    }

    /// <summary>Ends what <see cref="AddAsync"/> began.</summary>
    public void Remove(FeedReader reader)
    {
        _feed.Remove(reader);
        Wake();
    }

    private void Wake()
    {
        lock (_lock)
        {
            _wake.TrySetResult();
        }
    }

    /// <summary>Begins to pump, if nobody does; ends when the place in the stores is known.</summary>
    private Task Begin()
    {
        lock (_lock)
        {
            if (_begun is null)
            {
                _begun = NewSignal();
                Isolated(_begun);
            }

            return _begun.Task;
        }
    }

    /// <summary>Begins without what the first reader's request carries along, such as its context.</summary>
    private void Isolated(TaskCompletionSource begun)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            _ = PumpAsync(begun);
            return;
        }

        using (ExecutionContext.SuppressFlow())
        {
            _ = PumpAsync(begun);
        }
    }

    private async Task PumpAsync(TaskCompletionSource begun)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var isBegun = false;
        while (!IsOver())
        {
            var wake = NextWake();
            try
            {
                if (!isBegun)
                {
                    await _source.BeginAsync(CancellationToken.None).ConfigureAwait(false);
                    isBegun = true;
                    begun.TrySetResult();
                }

                await LookAsync().ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                // Whoever watches goes on watching: the store is asked again, and its failure is in its own log.
                LookFailed(_logger, exception);
            }

            await WaitAsync(wake).ConfigureAwait(false);
        }
    }

    private async ValueTask LookAsync()
    {
        if (_feed.HasOutcomeReaders)
        {
            await _source.LookAsync(CancellationToken.None).ConfigureAwait(false);
        }

        if (_feed.IsWanted(FeedTopics.Totals))
        {
            await _totals.LookAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async ValueTask WaitAsync(Task wake)
    {
        await Task.Delay(LookDelayMin, _time).ConfigureAwait(false);
        try
        {
            await wake.WaitAsync(LookDelay - LookDelayMin, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Other processes do not wake this one.
        }
    }

    /// <summary>Whether nobody watches any more; whoever comes next begins anew.</summary>
    private bool IsOver()
    {
        lock (_lock)
        {
            if (_feed.IsWanted(FeedTopics.All))
            {
                return false;
            }

            _begun = null;
            return true;
        }
    }

    private Task NextWake()
    {
        lock (_lock)
        {
            if (_wake.Task.IsCompleted)
            {
                _wake = NewSignal();
            }

            return _wake.Task;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(EventId = 160, EventName = "LookFailed", Level = LogLevel.Debug,
        Message = "A store did not say what is new for those who watch; it is asked again.")]
    private static partial void LookFailed(ILogger logger, Exception exception);
}
