using System.Collections.Generic;
using EventNormalization.Cli.Input;
using EventNormalization.Cli.Output;
using EventNormalization.Normalization;
using EventNormalization.Storage;

namespace EventNormalization.Cli.Commands;

/// <summary>What the user asked <c>aggregate</c> to do.</summary>
internal sealed class AggregatePlan
{
    /// <summary>The store, where there are no files.</summary>
    public required string Store { get; init; }

    /// <summary>The files that are folded in memory; empty for a store.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>How the files hold their events.</summary>
    public required InputFormat Format { get; init; }

    public required SchemaSet Schema { get; init; }

    public required TotalsQuery Query { get; init; }

    public required IReadOnlyList<Measure> Measures { get; init; }

    public required ReportStyle Report { get; init; }
}
