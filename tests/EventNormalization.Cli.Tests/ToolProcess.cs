using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading.Tasks;

namespace EventNormalization.Cli.Tests;

/// <summary>The tool as a process of its own, built beside the tests.</summary>
internal static class ToolProcess
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static RunningTool Start(string[] args, IReadOnlyDictionary<string, string>? environment = null) =>
        new(StartOf(args, environment));

    /// <summary>Starts it so that it heeds an interruption, also where these tests run in the background.</summary>
    public static RunningTool StartInterruptible(string[] args) => new(InterruptSignal.Restore(StartOf(args, null)));

    private static ProcessStartInfo StartOf(string[] args, IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = Utf8,
            StandardOutputEncoding = Utf8,
            StandardErrorEncoding = Utf8,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "eventnorm.dll"));
        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return start;
    }

    public static Task<ToolResult> RunAsync(params string[] args) => RunAsync("", args, null);

    public static async Task<ToolResult> RunAsync(
        string input, string[] args, IReadOnlyDictionary<string, string>? environment)
    {
        using var process = Start(args, environment);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return new ToolResult(process.ExitCode, await output, await error);
    }

    /// <summary>The most memory that the process has held, in bytes, once it has ended.</summary>
    /// <remarks>
    /// The collector lets garbage grow with the cache of the processor, which may be hundreds of megabytes. So that it
    /// is the tool that is measured, it is held to 32 MB.
    /// </remarks>
    public static async Task<long> RunToPeakAsync(params string[] args)
    {
        using var process = Start(args, new Dictionary<string, string> { ["DOTNET_GCgen0size"] = "0x2000000" });
        var output = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.Close();
        var peak = 0L;
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(10)))
        {
            peak = Math.Max(peak, process.PeakMemory());
        }

        await process.WaitForExitAsync();
        await output;
        return process.ExitCode == 0 ? peak : throw new InvalidOperationException(process.StandardError.ReadToEnd());
    }
}
