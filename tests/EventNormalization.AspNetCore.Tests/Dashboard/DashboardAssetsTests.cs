using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using EventNormalization.Dashboard;
using EventNormalization.Tests;
using Xunit;

namespace EventNormalization.AspNetCore.Tests.Dashboard;

/// <summary>What the page weighs, and what its files must not hold.</summary>
public sealed class DashboardAssetsTests
{
    [Fact]
    public void A_module_has_at_most_300_lines()
    {
        var files = Directory.GetFiles(Path.Combine(Assets(), "js"), "*.js");

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.True(
            File.ReadAllLines(file).Length <= 300,
            $"{Path.GetFileName(file)} has {File.ReadAllLines(file).Length} lines."));
    }

    [Fact]
    public void Text_never_becomes_markup_or_code()
    {
        var banned = new Regex(
            "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|new Function|srcdoc");

        Assert.All(Scripts(), script => Assert.DoesNotMatch(banned, script.Text));
    }

    [Fact]
    public void Nothing_is_fetched_from_elsewhere() =>
        Assert.All(
            DashboardAssets.All,
            file => Assert.DoesNotMatch(
                "https?://(?!www\\.w3\\.org/)|\\burl\\(|@import", Encoding.UTF8.GetString(file.Value.Content)));

    [Fact]
    public void Every_module_that_is_named_is_there_and_no_other()
    {
        var named = Scripts().SelectMany(script => Regex.Matches(script.Text, "'\\./([a-z-]+\\.js)'"))
            .Select(match => "js/" + match.Groups[1].Value).Concat(["js/main.js", "js/theme.js"]);

        Assert.Equal(Scripts().Select(script => script.Path).Order(), named.Distinct().Order());
    }

    /// <summary>The compactor works by lines, so no text or template may go over one.</summary>
    [Fact]
    public void No_template_goes_over_the_end_of_a_line() =>
        Assert.All(
            Directory.GetFiles(Path.Combine(Assets(), "js"), "*.js"),
            file => Assert.All(
                File.ReadAllLines(file),
                line => Assert.True(line.Count(c => c == '`') % 2 == 0, $"{Path.GetFileName(file)}: {line}")));

    private static List<(string Path, string Text)> Scripts() =>
        [.. DashboardAssets.All.Where(file => file.Key.EndsWith(".js", StringComparison.Ordinal))
            .Select(file => (file.Key, Encoding.UTF8.GetString(file.Value.Content)))];

    private static string Assets() => Repository.PathOf("src/EventNormalization.AspNetCore/Dashboard/Assets");
}
