using System.Collections.Immutable;

namespace EventNormalization.Sqlite;

/// <summary>What tells one kind of store file from every other SQLite file, and what is in it.</summary>
internal sealed class StoreKind
{
    /// <summary>What the file is, in words.</summary>
    public required string Name { get; init; }

    /// <summary>The application id in the file's header.</summary>
    public required int ApplicationId { get; init; }

    /// <summary>The version of the tables; it goes up with every change to them.</summary>
    public required int SchemaVersion { get; init; }

    /// <summary>The statements that make the tables, one each.</summary>
    public required ImmutableArray<string> Tables { get; init; }

    /// <summary>
    /// The steps from older versions, each one version forward; a version that none begins with is refused.
    /// </summary>
    public ImmutableArray<StoreMigration> Migrations { get; init; } = [];
}
