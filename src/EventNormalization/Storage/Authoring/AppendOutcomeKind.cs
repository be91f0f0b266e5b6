namespace EventNormalization.Storage.Authoring;

/// <summary>What became of one appended event.</summary>
public enum AppendOutcomeKind
{
    /// <summary>The event is stored now.</summary>
    Added,

    /// <summary>An event with this id was stored before; this delivery is counted as an occurrence of it.</summary>
    Duplicate,

    /// <summary>Another event of the same client has the same client key; nothing was changed.</summary>
    Conflict,
}
