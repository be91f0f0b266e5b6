using System.Collections.Generic;
using System.Collections.Immutable;
using EventNormalization.Cli.Input;
using EventNormalization.Cli.Output;
using EventNormalization.Normalization;
using EventNormalization.Totals;

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

    /// <summary>The clients that filters and conditions name.</summary>
    public required ImmutableArray<string> Clients { get; init; }

    /// <summary>The metrics that filters and conditions name, as they are stored.</summary>
    public required ImmutableArray<string> Metrics { get; init; }

    /// <summary>The measures to show; the query asks for the count as well.</summary>
    public required ImmutableArray<Measure> Measures { get; init; }

    /// <summary>The file for a chart, standard output for <c>-</c>; <see langword="null"/> for none.</summary>
    public string? Chart { get; init; }

    public required ReportStyle Report { get; init; }
}
