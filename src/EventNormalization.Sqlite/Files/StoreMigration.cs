using System.Collections.Immutable;

namespace EventNormalization.Sqlite;

/// <summary>One step forward from one version of the tables of a kind of file to the next.</summary>
internal sealed class StoreMigration
{
    /// <summary>The version that it begins with; the next one is what it makes.</summary>
    public required int From { get; init; }

    /// <summary>
    /// Statements that each give rows of what is wrong with the file, in words; none where it may be migrated.
    /// </summary>
    public ImmutableArray<string> Problems { get; init; } = [];

    /// <summary>The statements that change the tables, all in one transaction.</summary>
    public required ImmutableArray<string> Statements { get; init; }
}
