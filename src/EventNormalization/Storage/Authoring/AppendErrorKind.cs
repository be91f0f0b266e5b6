namespace EventNormalization.Storage.Authoring;

/// <summary>What is wrong with an append that a store refuses.</summary>
public enum AppendErrorKind
{
    /// <summary>The store knows the name with another digest: two different appends share it.</summary>
    OtherContent,

    /// <summary>The name was closed before the append took effect, so it never will.</summary>
    Closed,
}
