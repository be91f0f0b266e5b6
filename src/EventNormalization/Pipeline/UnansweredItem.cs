using System;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Pipeline;

/// <summary>An event of an append that had no answer.</summary>
internal readonly struct UnansweredItem(Exception failure, UncertainAppend? uncertain)
{
    /// <summary>How the last attempt failed.</summary>
    public Exception Failure { get; } = failure;

    /// <summary>The append to resolve; null if it was certainly not applied.</summary>
    public UncertainAppend? Uncertain { get; } = uncertain;
}
