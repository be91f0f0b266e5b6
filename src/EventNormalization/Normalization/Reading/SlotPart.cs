namespace EventNormalization.Normalization;

/// <summary>What a member is to the field that it belongs to.</summary>
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
