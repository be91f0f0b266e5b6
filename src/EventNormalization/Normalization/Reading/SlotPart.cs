namespace EventNormalization.Normalization;

/// <summary>The role of a member that qualifies a field.</summary>
internal enum SlotPart
{
    /// <summary>The zone of a local time.</summary>
    Zone,

    /// <summary>The first of the two members that are read together.</summary>
    JoinFirst,

    /// <summary>The second one.</summary>
    JoinSecond,

    /// <summary>The member that says the sign of the amount.</summary>
    Sign,
}
