namespace EventNormalization.Sqlite;

/// <summary>What opening a store does when other rules wrote it.</summary>
public enum RulesChange
{
    /// <summary>Throws <see cref="Storage.RulesChangedException"/>.</summary>
    Refuse,

    /// <summary>
    /// Records the new rules and opens the store. Events that are delivered again may get another id.
    /// </summary>
    Accept,
}
