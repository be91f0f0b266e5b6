namespace EventNormalization.Sqlite;

/// <summary>What keeps a store's file from being used.</summary>
public enum SqliteStoreProblem
{
    /// <summary>None of the others; the message says what.</summary>
    Other,

    /// <summary>The file is no store, or of another kind. Name another file.</summary>
    NotAStore,

    /// <summary>The file is of a version that this program does not read.</summary>
    OtherVersion,

    /// <summary>The file cannot be opened: a missing folder, or no right to read.</summary>
    CannotOpen,

    /// <summary>There is no right to write: a read-only file, folder or file system. Reading may still do.</summary>
    ReadOnly,

    /// <summary>The disk is full. What was acknowledged is stored; free some space and go on.</summary>
    DiskFull,

    /// <summary>Another program kept the file locked for longer than was to be waited for. Try again.</summary>
    Busy,

    /// <summary>The other file of the pair is not there.</summary>
    MissingPartner,

    /// <summary>The other file of the pair belongs to another store.</summary>
    ForeignPartner,
}
