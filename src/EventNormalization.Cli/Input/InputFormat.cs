namespace EventNormalization.Cli.Input;

/// <summary>How files hold their events.</summary>
internal enum InputFormat
{
    /// <summary>
    /// Objects one a line, spread over lines, one after the other or in arrays: what stands there decides.
    /// </summary>
    Detect,

    /// <summary>One event a line, whatever it holds.</summary>
    Ndjson,

    /// <summary>The lines that <c>failed export</c> writes.</summary>
    Failed,
}
