namespace EventNormalization.Cli.Input;

/// <summary>How files hold their events.</summary>
internal enum InputFormat
{
    /// <summary>An array if the first line begins one that it does not end, else one event a line.</summary>
    Detect,

    /// <summary>One event a line.</summary>
    Ndjson,

    /// <summary>One JSON array.</summary>
    Array,

    /// <summary>JSON values one behind the other.</summary>
    Concatenated,

    /// <summary>The lines that <c>failed export</c> writes.</summary>
    Failed,
}
