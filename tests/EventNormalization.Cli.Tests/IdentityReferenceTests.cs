using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Xunit;
using Xunit.Abstractions;

namespace EventNormalization.Cli.Tests;

/// <summary>Another language computes the ids of what the tool prints.</summary>
public sealed class IdentityReferenceTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task The_reference_in_javascript_gives_every_printed_record_its_printed_id()
    {
        using var folder = new TemporaryFolder();
        var (events, printed) = (folder.PathOf("e.ndjson"), folder.PathOf("printed.ndjson"));

        // About 200,000 events of 205,000 deliveries, in the long run.
        var count = (Repository.IsFull ? 205_000 : 4_000).ToString(CultureInfo.InvariantCulture);
        await InProcess.RunAsync("generate", "--events", count, "--seed", "12", "--output", events);
        var normalized = await InProcess.RunAsync("normalize", events);
        await File.WriteAllTextAsync(printed, normalized.Output);
        var records = normalized.Output.Split('\n')
            .Count(line => line.StartsWith("{\"event_id\"", StringComparison.Ordinal));

        using var node = StartOrNull(Repository.PathOf("docs/specification/identity.mjs"), printed);
        if (node is null)
        {
            output.WriteLine("Not run: there is no program 'node' on the path of this machine.");
            return;
        }

        using var patience = new CancellationTokenSource(Patience);
        var told = await node.StandardOutput.ReadToEndAsync(patience.Token);
        await node.WaitForExitAsync(patience.Token);

        Assert.InRange(records, 3_900, int.MaxValue);
        Assert.Equal($"{records} of {records} records agree\n", told);
        Assert.Equal(0, node.ExitCode);
    }

    private static Process? StartOrNull(string script, string file)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("node", [script, file]) { RedirectStandardOutput = true });
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
