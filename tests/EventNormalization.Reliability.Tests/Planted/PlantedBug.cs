namespace EventNormalization.Reliability.Tests.Planted;

/// <summary>What a small store does wrong, so that each harness is seen to find it.</summary>
internal enum PlantedBug
{
    /// <summary>Nothing: no harness may find fault with it.</summary>
    None,

    /// <summary>It says that an event is stored, and then stores it.</summary>
    AcknowledgesBeforeCommit,

    /// <summary>The roll-ups change in a transaction of their own.</summary>
    RollsUpOutside,

    /// <summary>An event that was stored before is added to the roll-ups again.</summary>
    CountsRetries,

    /// <summary>It looks what is there when it is opened, and trusts its memory from then on.</summary>
    ChecksThenActs,

    /// <summary>The log is not on disk when a transaction is acknowledged.</summary>
    SynchronousNormal,
}
