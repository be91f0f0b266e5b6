using System.Collections.Immutable;

namespace EventNormalization.Sqlite;

/// <summary>Identifies one kind of store file among all SQLite files, and defines its tables.</summary>
internal sealed class StoreKind
{
    /// <summary>The description of the file in messages.</summary>
    public required string Name { get; init; }

    /// <summary>The application id in the file's header.</summary>
    public required int ApplicationId { get; init; }

    /// <summary>The version of the tables; every change of them raises it.</summary>
    public required int SchemaVersion { get; init; }

    /// <summary>Whether it has the table of what is said of it as a whole.</summary>
    public bool HasMeta { get; init; }

    /// <summary>The tables whose rows have checksums.</summary>
    public ImmutableArray<StoredTable> Checked { get; init; } = [];

    /// <summary>The statements that create the tables.</summary>
    public required ImmutableArray<string> Tables { get; init; }

    /// <summary>
    /// The migrations from older versions, each to the next version; versions without one are refused.
    /// </summary>
    public ImmutableArray<StoreMigration> Migrations { get; init; } = [];
}
