using System;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Pipeline;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventNormalization.Retries;

/// <summary>Retries failed events for as long as the host runs, and tells its log of each pass.</summary>
internal sealed class RetryService(RetryWorker worker, RetryState state, ILogger<RetryWorker> logger)
    : BackgroundService
{
    private readonly CancellationTokenSource _givingUp = new();

    /// <summary>Begins no further batch, and waits for the one under way as long as the host does.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        var registration = cancellationToken.UnsafeRegister(
            static source => ((CancellationTokenSource)source!).Cancel(), _givingUp);
        await using (registration.ConfigureAwait(false))
        {
            await base.StopAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public override void Dispose()
    {
        _givingUp.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            RetryLog.Started(logger);
            await worker.RunAsync(TellOf, stoppingToken, _givingUp.Token).ConfigureAwait(false);
            RetryLog.Stopped(logger);
        }
        catch (OperationCanceledException) when (_givingUp.IsCancellationRequested)
        {
            RetryLog.Cut(logger);
        }
        catch (Exception exception)
        {
            // The host goes on to take events, which it may do without retries; its health says that they ended.
            state.End = exception;
            RetryLog.Ended(logger, exception);
        }
    }

    private void TellOf(RetryPass pass)
    {
        if (pass.Failure is { } failure)
        {
            RetryLog.PassFailed(logger, failure, pass.Entries);
        }

        if (pass.LeasesLost > 0)
        {
            RetryLog.LeasesLost(logger, pass.LeasesLost);
        }

        if (pass.Retried > 0)
        {
            RetryLog.PassDone(logger, pass);
        }
    }
}
