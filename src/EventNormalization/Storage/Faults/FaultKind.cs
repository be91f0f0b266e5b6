namespace EventNormalization.Storage;

/// <summary>How a call of a store is made to fail.</summary>
public enum FaultKind
{
    /// <summary>It does not fail.</summary>
    None,

    /// <summary>The store throws before the step, and says that nothing was applied.</summary>
    ThrowBefore,

    /// <summary>The store throws before the step, and does not know that nothing was applied.</summary>
    ThrowBeforeUnknown,

    /// <summary>The step is applied, and the answer is lost in an exception.</summary>
    ThrowAfter,

    /// <summary>The call times out before the step; the caller cannot know.</summary>
    TimeoutBefore,

    /// <summary>The step is applied, and the call times out.</summary>
    TimeoutAfter,

    /// <summary>
    /// The step is applied, and the answers of some items are missing; a sequence breaks off after some rows. Where an
    /// answer has no items that can be missing, all of it is lost.
    /// </summary>
    Partial,

    /// <summary>The call ends as cancelled before the step, though its caller did not cancel it.</summary>
    Cancel,

    /// <summary>The store throws before the step, and says that it will never be applied.</summary>
    ThrowNever,
}
