using System;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading.Tasks;

namespace EventNormalization.DuckDb;

/// <summary>One measured run of a program, from its start to its end.</summary>
internal sealed class ChildRun
{
    // What a process uses is read while it lives, so the last such span of its life is missing.
    private static readonly TimeSpan SampleInterval = TimeSpan.FromMilliseconds(10);

    /// <summary>From start to end, the runtime's own start included.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Processor time and peak memory.</summary>
    public required ProcessUse Use { get; init; }

    /// <summary>The load average as it began.</summary>
    public required string Load { get; init; }

    /// <summary>What it printed.</summary>
    public required Totals Totals { get; init; }

    /// <summary>Starts a candidate and waits for its end.</summary>
    /// <exception cref="InvalidDataException">It printed nothing.</exception>
    public static async Task<ChildRun> MeasureAsync(Candidate candidate)
    {
        var load = ProcessUse.Load();
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo("taskset", candidate.Pinned)
        {
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var exit = process.WaitForExitAsync();
        var (id, use) = (FormattableString.Invariant($"{process.Id}"), default(ProcessUse));
        while (await Task.WhenAny(exit, Task.Delay(SampleInterval)) != exit)
        {
            use = ProcessUse.TryRead(id, out var sample) ? sample : use;
        }

        var elapsed = clock.Elapsed;
        var text = await output;
        return text.Length == 0
            ? throw new InvalidDataException($"{candidate.Name} ended with {process.ExitCode} and printed no totals.")
            : new ChildRun
            {
                Elapsed = elapsed,
                Use = use,
                Load = load,
                Totals = Totals.Parse(Encoding.UTF8.GetBytes(text), "groups"),
            };
    }
}
