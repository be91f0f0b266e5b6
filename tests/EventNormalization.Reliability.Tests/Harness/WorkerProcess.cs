using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Reliability.Tests.Worker;

namespace EventNormalization.Reliability.Tests.Harness;

/// <summary>A worker process; what it says goes into the history, also what it said before it was killed.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly History _history;

    private WorkerProcess(Process process, History history) => (_process, _history) = (process, history);

    public int Id => _process.Id;

    /// <summary>Everything that it said.</summary>
    public List<string> Lines { get; } = [];

    /// <summary>The error that it ended with; null if none.</summary>
    public string? Error => Lines.Find(line => line.StartsWith("ERR ", StringComparison.Ordinal))?[4..];

    public bool HasEnded => Lines.Contains("END");

    /// <summary>Starts it, up to where it waits for <see cref="Go"/> before it opens the store.</summary>
    public static async Task<WorkerProcess> StartAsync(WorkerSettings settings, History history)
    {
        history.Send(settings.Batches.SelectMany(batch => batch));
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment =
            {
                // One thread works, so that the n-th call of a thread is the n-th of the process.
                ["DOTNET_PROCESSOR_COUNT"] = "1",
                ["DOTNET_gcConcurrent"] = "0",
                ["DOTNET_TieredCompilation"] = "1",
            },
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "EventNormalization.Reliability.Tests.dll"));
        foreach (var argument in settings.ToArguments())
        {
            start.ArgumentList.Add(argument);
        }

        var worker = new WorkerProcess(Process.Start(start)!, history);
        await worker.UntilAsync("READY");
        return worker;
    }

    public void Go()
    {
        _process.StandardInput.WriteLine("GO");
        _process.StandardInput.Flush();
    }

    /// <summary>Reads what it says until a line begins so; null if it ended before.</summary>
    public async Task<string?> UntilAsync(string start)
    {
        while (await NextAsync() is { } line)
        {
            if (line.StartsWith(start, StringComparison.Ordinal))
            {
                return line;
            }
        }

        return null;
    }

    /// <summary>The next line; null at the end.</summary>
    /// <exception cref="TimeoutException">None came within the bound; the process was killed.</exception>
    public async Task<string?> NextAsync()
    {
        using var bound = new CancellationTokenSource(Bound);
        try
        {
            if (await _process.StandardOutput.ReadLineAsync(bound.Token) is not { } line)
            {
                return null;
            }

            Lines.Add(line);
            _history.Take(line);
            return line;
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
            throw new TimeoutException($"The worker said nothing for {Bound}: a hang.");
        }
    }

    /// <summary>Reads the rest, and gives the exit code: 137 where it was killed.</summary>
    public async Task<int> EndAsync()
    {
        await UntilAsync("\0");
        await _process.WaitForExitAsync().WaitAsync(Bound);
        return _process.ExitCode;
    }

    public void Kill() => _process.Kill();

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}
