using System;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Cli.Tests;
using EventNormalization.Reliability.Tests.Worker;

namespace EventNormalization.Reliability.Tests.Harness;

/// <summary>A worker run under strace: recorded, or with a fault at its n-th call.</summary>
internal static class DiskCalls
{
    private const string Traced = "trace=pwrite64,write,fsync,fdatasync,ftruncate,unlink,rename";

    /// <summary>Runs to the end and gives what was written and synchronized, in order.</summary>
    public static async Task<DiskRecording> RecordAsync(WorkerSettings settings, History history)
    {
        using var folder = new TemporaryFolder();
        var file = folder.PathOf("calls");
        using (var worker = await WorkerProcess.StartAsync(settings, history))
        {
            using var strace = await Strace.AttachAsync(
                worker.Id, "-e", Traced, "-xx", "-y", "-s", "10000000", "-o", file);
            worker.Go();
            await worker.EndAsync();
            await strace.EndAsync();
            if (worker.Error is { } error)
            {
                throw new InvalidOperationException(error);
            }
        }

        return DiskRecording.Parse(File.ReadLines(file, Encoding.Latin1));
    }

    /// <summary>Runs with this at the n-th call of this name; gives the exit code and what it said last.</summary>
    public static async Task<(int ExitCode, string? Error)> RunWithAsync(
        WorkerSettings settings, History history, string call, string fault)
    {
        using var worker = await WorkerProcess.StartAsync(settings, history);
        using var strace = await Strace.AttachAsync(
            worker.Id, "-e", $"trace={call}", "-e", $"inject={call}:{fault}", "-o", "/dev/null");
        worker.Go();
        var exitCode = await worker.EndAsync();
        await strace.EndAsync();
        return (exitCode, worker.Error);
    }
}
