using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Telemetry;

namespace EventNormalization.Storage;

/// <summary>Measures and traces the calls of one store.</summary>
internal sealed class StoreCalls(string store, TimeProvider time)
{
    /// <summary>What an event store is called.</summary>
    public const string Events = "events";

    /// <summary>What a failed-event store is called.</summary>
    public const string Failed = "failed";

    /// <summary>Whether anybody listens.</summary>
    public static bool AreWanted => Measurement.IsWanted(Instruments.StoreDuration);

    /// <summary>Measures a call.</summary>
    public async ValueTask<T> RunAsync<T>(StoreOperation operation, Func<ValueTask<T>> call)
    {
        using var measured = new Measurement(
            Instruments.StoreDuration, ActivityNames.Store, time, TagsOf(operation));
        try
        {
            return await call().ConfigureAwait(ContextCapture.IsEnabled);
        }
        catch (Exception exception) when (measured.Fails(FailureNames.Of(exception)))
        {
            throw;
        }
    }

    /// <summary>Measures how long a store takes to give its rows: not what their reader does between them.</summary>
    public IAsyncEnumerable<T> ReadAsync<T>(StoreOperation operation, IAsyncEnumerable<T> rows) =>
        Instruments.StoreDuration.Enabled ? MeasureAsync(operation, rows) : rows;

    private async IAsyncEnumerable<T> MeasureAsync<T>(
        StoreOperation operation,
        IAsyncEnumerable<T> rows,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (tags, ticks) = (TagsOf(operation), 0L);
        var source = rows.GetAsyncEnumerator(cancellationToken);
        await using (source.ConfigureAwait(ContextCapture.IsEnabled))
        {
            try
            {
                while (await NextAsync().ConfigureAwait(ContextCapture.IsEnabled))
                {
                    yield return source.Current;
                }
            }
            finally
            {
                Instruments.StoreDuration.Record(time.GetElapsedTime(0, ticks).TotalSeconds, tags);
            }
        }

        async ValueTask<bool> NextAsync()
        {
            var start = time.GetTimestamp();
            try
            {
                return await source.MoveNextAsync().ConfigureAwait(ContextCapture.IsEnabled);
            }
            catch (Exception exception)
            {
                tags.Add(Instruments.ErrorType, FailureNames.Of(exception));
                throw;
            }
            finally
            {
                ticks += time.GetTimestamp() - start;
            }
        }
    }

    private TagList TagsOf(StoreOperation operation) => new()
    {
        { Instruments.Store, store },
        { Instruments.Operation, NameOf(operation) },
    };

    private static string NameOf(StoreOperation operation) => operation switch
    {
        StoreOperation.Append => "append",
        StoreOperation.Close => "close",
        StoreOperation.Find => "find",
        StoreOperation.Query => "query",
        StoreOperation.Spellings => "spellings",
        StoreOperation.Totals => "totals",
        StoreOperation.Statistics => "statistics",
        StoreOperation.Record => "record",
        StoreOperation.Groups => "groups",
        StoreOperation.Lease => "lease",
        StoreOperation.Settle => "settle",
        StoreOperation.Resolve => "resolve",
        StoreOperation.Discard => "discard",
        StoreOperation.Archive => "archive",
        StoreOperation.Reopen => "reopen",
        StoreOperation.Edit => "edit",
        StoreOperation.Uncertain => "uncertain",
        StoreOperation.Acts => "acts",
        StoreOperation.Begin => "begin",
        StoreOperation.Hold => "hold",
        StoreOperation.Report => "report",
        StoreOperation.Progress => "progress",
    };
}
