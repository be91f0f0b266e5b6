using System.Collections.Generic;
using EventNormalization.Cli.Output;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using EventNormalization.Sqlite;
using EventNormalization.Storage;

namespace EventNormalization.Cli.Commands;

/// <summary>What the user asked <c>failed retry</c> to do.</summary>
internal sealed class FailedRetryPlan
{
    public required string Store { get; init; }

    public required string By { get; init; }

    public required IReadOnlyList<string> Hashes { get; init; }

    public required EventPredicate Where { get; init; }

    public required SchemaSet Schema { get; init; }

    public required RulesChange RulesChange { get; init; }

    /// <summary>What to do with a store that lacks something, or is damaged.</summary>
    public required StoreRecovery Recovery { get; init; }

    public required ReportStyle Report { get; init; }

    /// <summary>The events to read; who names one means it, archived or not.</summary>
    public FailedEventQuery Query => new()
    {
        Where = Where,
        Archived = Hashes.Count == 0 ? ArchivedEntries.Hidden : ArchivedEntries.Included,
    };
}
