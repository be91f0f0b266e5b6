namespace EventNormalization.Storage;

/// <summary>What a query does with archived entries.</summary>
public enum ArchivedEntries
{
    /// <summary>They are left out.</summary>
    Hidden,

    /// <summary>They are read like others.</summary>
    Included,

    /// <summary>They alone are read.</summary>
    Only,
}
