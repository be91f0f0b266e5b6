using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace EventNormalization.Cli.Tests;

/// <summary>A tool that is started without its standard streams.</summary>
public sealed class ClosedStreamTests
{
    private const string NoInput =
        "eventnorm: standard input is closed; name a file, or give the tool something to read.\n";

    [Theory]
    [InlineData("ingest - --store memory")]
    [InlineData("aggregate --input -")]
    [InlineData("normalize")]
    [InlineData("normalize -")]
    [InlineData("explain")]
    [InlineData("canonicalize")]
    public async Task A_command_whose_standard_input_is_closed_ends_at_once_and_says_so(string command)
    {
        if (OperatingSystem.IsLinux())
        {
            var result = await RunAsync(command + " <&-");

            Assert.Equal((1, NoInput), (result.ExitCode, result.Error));
        }
    }

    [Fact]
    public async Task A_command_that_reads_files_needs_no_standard_input()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("e.ndjson", """{"client":"a","metric":"m","amount":1,"date":"2024-01-15"}""");

        if (OperatingSystem.IsLinux())
        {
            var result = await RunAsync($"aggregate --input {file} --measures count --json <&-");

            Assert.Equal(new ToolResult(0, """{"groups":[{"count":1}]}""" + "\n", ""), result);
        }
    }

    [Theory]
    [InlineData("--help 2>&- >/dev/full", 1, "")]
    [InlineData("--help >/dev/full", 1, "eventnorm: standard output cannot be written")]
    [InlineData("--help >&-", 1, "eventnorm: standard output cannot be written")]
    [InlineData("--help >&- 2>&-", 1, "")]
    [InlineData("normalize /no/such/file 2>&-", 1, "")]
    [InlineData("normalize /no/such/file 2>/dev/full", 1, "")]
    public async Task Output_that_cannot_be_written_is_an_exit_code_and_never_an_abort(
        string command, int exitCode, string error)
    {
        if (OperatingSystem.IsLinux())
        {
            var result = await RunAsync(command);

            Assert.Equal(exitCode, result.ExitCode);
            Assert.StartsWith(error, result.Error, StringComparison.Ordinal);
            Assert.Equal("", result.Output);
        }
    }

    private static async Task<ToolResult> RunAsync(string command)
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo("/bin/sh")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"exec '{host}' '{Path.Combine(AppContext.BaseDirectory, "eventnorm.dll")}' {command}");
        using var process = new RunningTool(start);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ToolResult(process.ExitCode, await output, await error);
    }
}
