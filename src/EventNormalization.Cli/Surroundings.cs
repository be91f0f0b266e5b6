using System;
using System.IO;
using System.Text;

namespace EventNormalization.Cli;

/// <summary>What a run of the tool reads, writes and asks for the time.</summary>
internal sealed class Surroundings : IDisposable
{
    /// <summary>Standard input.</summary>
    public required Stream Input { get; init; }

    /// <summary>Standard output: results alone, UTF-8 without a byte order mark.</summary>
    public required Stream Output { get; init; }

    /// <summary>Standard error: messages and progress.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether a person watches standard error.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>Whether a person reads standard output.</summary>
    public bool IsOutputTerminal { get; init; }

    /// <summary>Tells when deliveries are received, and how long a run took.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Those of this process.</summary>
    public static Surroundings OfProcess() => new()
    {
        Input = new PatientStream(Console.OpenStandardInput()),
        Output = StandardOutput.Open(),
        Error = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" },
        IsErrorTerminal = !Console.IsErrorRedirected,
        IsOutputTerminal = !Console.IsOutputRedirected,
    };

    public void Dispose()
    {
        Input.Dispose();
        Output.Dispose();
        Error.Dispose();
    }
}
