namespace EventNormalization.Cli;

/// <summary>The exit codes of the tool.</summary>
internal static class ExitCode
{
    /// <summary>The command did its work; rejected events are part of it.</summary>
    public const int Success = 0;

    /// <summary>A file, a document or a store made the work impossible.</summary>
    public const int Failed = 1;

    /// <summary>The command line, or a schema file that it names, is wrong.</summary>
    public const int WrongUsage = 2;

    /// <summary>Deliveries were rejected, and the caller asked to be told so.</summary>
    public const int Rejected = 3;

    /// <summary>The store contradicts itself, or is damaged where it is verified.</summary>
    public const int Damaged = 4;

    /// <summary>Deliveries wait for the store: they are kept, and not stored yet.</summary>
    public const int Deferred = 5;

    /// <summary>The user ended the work.</summary>
    public const int Interrupted = 130;

    /// <summary>The text at the end of every help page.</summary>
    public const string Help =
        """
        Exit codes:
          0    done; rejected events are part of it
          1    a file, a document, a store or a total made it impossible
          2    the command line, or a schema file, is wrong
          3    events were rejected or in conflict, and --fail-on-rejected was given
          4    a store contradicts itself: not every delivery is counted once, or verify found a problem
          5    deliveries were deferred: they are kept, and "eventnorm failed retry" brings them
          130  interrupted

        """;
}
