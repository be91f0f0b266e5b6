using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace EventNormalization.Cli.Tests.Docs;

/// <summary>The commands of docs/guides/aggregation.md print what the page shows.</summary>
public sealed class AggregationGuideTests
{
    [Fact]
    public async Task Every_command_of_the_page_prints_what_it_shows()
    {
        var page = await File.ReadAllTextAsync(Repository.PathOf("docs/guides/aggregation.md"));
        var (commands, outputs) = (BlocksOf(page, "sh"), BlocksOf(page, "text"));

        Assert.NotEmpty(commands);
        Assert.Equal(commands.Count, outputs.Count);
        for (var i = 0; i < commands.Count; i++)
        {
            var arguments = ArgumentsOf(commands[i]).Skip(1)
                .Select(one => one.StartsWith("docs/", StringComparison.Ordinal) ? Repository.PathOf(one) : one);
            var result = await InProcess.RunAsync([.. arguments]);

            Assert.Equal((commands[i], outputs[i], ""), (commands[i], result.Output.TrimEnd('\n'), result.Error));
        }
    }

    private static List<string> BlocksOf(string page, string language) =>
        [.. page.ReplaceLineEndings("\n").Split("```" + language + "\n").Skip(1)
            .Select(rest => rest[..rest.IndexOf("\n```", StringComparison.Ordinal)])];

    /// <summary>Words with blanks between them; those within quotes are one.</summary>
    private static IEnumerable<string> ArgumentsOf(string command) =>
        command.Split('"').SelectMany((part, i) =>
            i % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
