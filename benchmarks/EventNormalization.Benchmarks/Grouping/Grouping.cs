namespace EventNormalization.Benchmarks.Grouping;

/// <summary>How appends of many callers come together.</summary>
internal enum Grouping
{
    /// <summary>Not at all: each is a step of the store.</summary>
    None,

    /// <summary>By the library's group commit.</summary>
    Group,

    /// <summary>By waiting a millisecond for others.</summary>
    Window,
}
