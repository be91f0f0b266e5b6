using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Tests;
using Xunit;

namespace EventNormalization.AspNetCore.Tests.Docs;

/// <summary>The single files of docs/samples, run as their first lines say.</summary>
public sealed class SampleProgramTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Hello_takes_an_event_in_two_spellings_and_says_why_not_the_third() => Assert.Equal(
        "Accepted\nDuplicate\n"
        + "Rejected amount.format: field 'amount' at total: found \"1,2,3\", "
        + "expected well-formed groups of digits and one decimal mark, such as 1,234.56 or 1.234,56\n"
        + "1 event, sum 1200\n",
        await RunAsync("hello.cs"));

    [Fact]
    public async Task A_page_of_JsonNode_with_a_unique_index_misses_half_of_the_messy_sample_and_the_library_has_all()
    {
        Assert.Equal("61 events, sum 3906.09\n", await RunAsync("naive.cs", "messy.ndjson"));
        Assert.Equal("120 events, sum 72534.17\n", await RunAsync("exact.cs", "messy.ndjson"));
    }

    private static async Task<string> RunAsync(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", ["run", "-c", "Release", .. args])
        {
            WorkingDirectory = Repository.PathOf("docs/samples"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var end = new CancellationTokenSource(Bound);
        var output = process.StandardOutput.ReadToEndAsync(end.Token);
        var error = process.StandardError.ReadToEndAsync(end.Token);
        try
        {
            await process.WaitForExitAsync(end.Token);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }

        Assert.True(process.ExitCode == 0, await output + await error);
        return (await output).Replace("\r\n", "\n", StringComparison.Ordinal);
    }
}
