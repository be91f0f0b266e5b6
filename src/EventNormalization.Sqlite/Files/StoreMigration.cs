using System.Collections.Immutable;

namespace EventNormalization.Sqlite;

/// <summary>A migration from one version of the tables to the next.</summary>
internal sealed class StoreMigration
{
    /// <summary>The version that it begins with; the next one is what it makes.</summary>
    public required int From { get; init; }

    /// <summary>
    /// Statements whose rows are messages about problems of the file; no rows if it may be migrated.
    /// </summary>
    public ImmutableArray<string> Problems { get; init; } = [];

    /// <summary>The statements that change the tables, all in one transaction.</summary>
    public required ImmutableArray<string> Statements { get; init; }
}
