using System;
using System.CommandLine;
using System.Threading.Tasks;
using EventNormalization.Cli.Storage;
using EventNormalization.Identity;
using EventNormalization.Pipeline;
using EventNormalization.Sqlite;

namespace EventNormalization.Cli.Commands;

/// <summary>Makes decisions about failed events that may be stored: the event store is asked first.</summary>
internal static class ClosingWorker
{
    /// <summary>Opens both stores under the event store's own rules, and decides.</summary>
    /// <exception cref="ToolException">There is no event store to ask.</exception>
    public static async Task<T> RunAsync<T>(
        FailedActionOptions options, ParseResult parsed, ToolEnvironment environment,
        Func<RetryWorker, ValueTask<T>> decide)
    {
        var store = options.StoreOf(parsed);
        var identifier = new EventIdentifier(OpenStores.ReadSchemas(store));
        using var stores = OpenStores.OpenExisting(store, identifier.Schemas, RulesChange.Refuse);
        var worker = new RetryWorker(identifier, stores.Events, stores.FailedEvents, new RetryWorkerOptions
        {
            Time = environment.Time,
            By = options.ByOf(parsed),
        });
        return await decide(worker).ConfigureAwait(false);
    }
}
