using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Cli.Tests;
using EventNormalization.Reliability.Tests.Harness;
using Xunit;

namespace EventNormalization.Reliability.Tests.Scenarios;

/// <summary>A file whose header or end is damaged is refused by the tool, by name, and left as it is.</summary>
public sealed class DamagedFileTests
{
    private const string Failed = ".failed";

    [Theory]
    [InlineData("", "magic")]
    [InlineData("", "page size")]
    [InlineData("", "garbage")]
    [InlineData("", "half")]
    [InlineData("", "a header cut")]
    [InlineData("", "one byte left")]
    [InlineData("", "nothing left")]
    [InlineData(Failed, "magic")]
    [InlineData(Failed, "garbage")]
    [InlineData(Failed, "half")]
    [InlineData(Failed, "one byte left")]
    [InlineData(Failed, "nothing left")]
    public async Task It_is_refused_and_not_changed(string suffix, string damage)
    {
        using var folder = new TemporaryFolder();
        var store = folder.PathOf("s.db");
        await Target.Product.SendAsync(store, 300, new History());
        var file = store + suffix;
        var damaged = Damaged(File.ReadAllBytes(file), damage);
        File.WriteAllBytes(file, damaged);
        string[][] commands =
        [
            ["ingest", folder.Write("e.ndjson", NumberedEvents.TextOf(0) + "\n"), "--store", store],
            ["failed", "list", "--store", store],
            ["status", "--store", store],
            .. suffix.Length == 0 ? new[] { new[] { "aggregate", "--store", store, "--json" } } : [],
        ];

        foreach (var command in commands.Where(command => suffix.Length > 0 || command[0] != "failed"))
        {
            var result = await ToolProcess.RunAsync(command);

            Assert.True(result.ExitCode is 1 or 4, $"{command[0]}: exit code {result.ExitCode}, {result.Output}");
            Assert.Contains("s.db" + suffix, result.Error, StringComparison.Ordinal);
            Assert.DoesNotContain(" at EventNormalization", result.Error, StringComparison.Ordinal);
            Assert.Equal(damaged, File.ReadAllBytes(file));
        }
    }

    private static byte[] Damaged(byte[] file, string damage)
    {
        switch (damage)
        {
            case "half":
                return file[..(file.Length / 2 / 4096 * 4096)];
            case "a header cut":
                return file[..60];
            case "one byte left":
                return file[..1];
            case "nothing left":
                return [];
            case "garbage":
                new Random(7).NextBytes(file);
                return file;
            default:
                // The first word of the format, and the size of a page.
                (file[damage == "magic" ? 0 : 16], file[17]) = (0x7F, 0x7F);
                return file;
        }
    }
}
