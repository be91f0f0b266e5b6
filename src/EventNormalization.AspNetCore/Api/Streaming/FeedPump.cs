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
    private TaskCompletionSource _begun = NewSignal();
    private bool _isPumping;

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
        var begun = Begin(reader);
        _totals.ShowTo(reader);
        Wake();
        try
        {
            await begun.WaitAsync(BeginMax, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // He watches all the same, and sees what there is when the store answers again.
        }
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

    /// <summary>
    /// Begins to pump, if nobody does; ends when the place in the stores is known from which the reader is told.
    /// </summary>
    private Task Begin(FeedReader reader)
    {
        lock (_lock)
        {
            _feed.Add(reader);
            if (!_isPumping)
            {
                _isPumping = true;
                Isolated();
            }

            return reader.Topics.HasFlag(FeedTopics.Outcomes) ? _begun.Task : Task.CompletedTask;
        }
    }

    /// <summary>Begins without what the first reader's request carries along, such as its context.</summary>
    private void Isolated()
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            _ = PumpAsync();
            return;
        }

        using (ExecutionContext.SuppressFlow())
        {
            _ = PumpAsync();
        }
    }

    private async Task PumpAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var isFailing = false;
        while (!IsOver())
        {
            var wake = NextWake();
            try
            {
                await LookAsync().ConfigureAwait(false);
                isFailing = false;
            }
            catch (Exception exception)
            {
                // Whoever watches goes on watching, and the store is asked again; it is told once that it fails.
                if (!isFailing)
                {
                    LookFailed(_logger, exception);
                }

                isFailing = true;
            }

            await WaitAsync(wake).ConfigureAwait(false);
        }
    }

    private async ValueTask LookAsync()
    {
        if (WantedPlace() is { } begun)
        {
            if (!begun.Task.IsCompleted)
            {
                await _source.BeginAsync(CancellationToken.None).ConfigureAwait(false);
                begun.TrySetResult();
            }

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

    /// <summary>
    /// What is set when the place is known from which outcomes are told; null while nobody watches them. Who asks for
    /// them later is told of what comes from then on, so the place is forgotten.
    /// </summary>
    private TaskCompletionSource? WantedPlace()
    {
        lock (_lock)
        {
            if (_feed.HasOutcomeReaders)
            {
                return _begun;
            }

            _begun = _begun.Task.IsCompleted ? NewSignal() : _begun;
            return null;
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

            _begun = _begun.Task.IsCompleted ? NewSignal() : _begun;
            _isPumping = false;
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

    [LoggerMessage(EventId = 160, EventName = "LookFailed", Level = LogLevel.Warning,
        Message = "A store did not say what is new for those who watch; it is asked again.")]
    private static partial void LookFailed(ILogger logger, Exception exception);
}
