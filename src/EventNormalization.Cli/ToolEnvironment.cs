using System;
using System.IO;
using System.Text;
using System.Threading;
using EventNormalization.Cli.Output;

namespace EventNormalization.Cli;

/// <summary>What a run of the tool works with: standard streams, terminal and clock.</summary>
internal sealed class ToolEnvironment : IDisposable
{
    /// <summary>Standard input.</summary>
    public required Stream Input { get; init; }

    /// <summary>Standard output: results alone, UTF-8 without a byte order mark.</summary>
    public required Stream Output { get; init; }

    /// <summary>Standard error: messages and progress.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether there is a standard input to read.</summary>
    public bool IsInputOpen { get; init; } = true;

    /// <summary>Whether standard error is a terminal.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>How many columns of characters a table may take; a terminal may become wider or narrower.</summary>
    public Func<int> TableWidth { get; init; } = () => Tables.WidthInFile;

    /// <summary>The clock for times of receipt and durations.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The environment of this process; cancellation ends a pending read of standard input.</summary>
    public static ToolEnvironment OfProcess(CancellationToken interruption) => new()
    {
        Input = new CancellableInput(Console.OpenStandardInput(), interruption),
        Output = new ResultStream(StandardOutput.Open()),
        Error = new StreamWriter(OpenError(), new UTF8Encoding(false))
        {
            AutoFlush = true,
            NewLine = "\n",
        },
        IsErrorTerminal = !Console.IsErrorRedirected && StandardStream.IsOutputOpen(2),
        IsInputOpen = StandardStream.IsInputOpen(),
        TableWidth = Tables.WidthOfProcess,
    };

    /// <summary>Throws if the process was started without standard input.</summary>
    /// <exception cref="ToolException">Standard input is closed.</exception>
    public void RequireInput()
    {
        if (!IsInputOpen)
        {
            throw new ToolException("standard input is closed; name a file, or give the tool something to read.");
        }
    }

    public void Dispose()
    {
        Input.Dispose();
        Output.Dispose();
        Error.Dispose();
    }

    private static Stream OpenError() => StandardStream.IsOutputOpen(2)
        ? new MessageStream(Console.OpenStandardError())
        : Stream.Null;
}
