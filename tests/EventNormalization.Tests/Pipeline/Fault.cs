namespace EventNormalization.Tests.Pipeline;

/// <summary>How one call of a faulty store goes.</summary>
internal enum Fault
{
    None,
    Before,
    After,

    /// <summary>The store says that the step was surely not applied.</summary>
    Refused,
}
