using System.Collections.Generic;
using EventNormalization.Cli.Input;
using EventNormalization.Cli.Output;
using EventNormalization.Normalization;
using EventNormalization.Sqlite;

namespace EventNormalization.Cli.Commands;

/// <summary>What the user asked <c>ingest</c> to do.</summary>
internal sealed class IngestPlan
{
    public required IReadOnlyList<string> Files { get; init; }

    public required string Store { get; init; }

    public required SchemaSet Schema { get; init; }

    public required InputFormat Format { get; init; }

    public required RulesChange RulesChange { get; init; }

    /// <summary>What to do with a store that lacks something, or is damaged.</summary>
    public required StoreRecovery Recovery { get; init; }

    /// <summary>Which calls of the stores are made to fail.</summary>
    public required FaultPlans Faults { get; init; }

    public required ReportStyle Report { get; init; }

    /// <summary>The exit code if any delivery was rejected.</summary>
    public required int CodeOnRejected { get; init; }
}
