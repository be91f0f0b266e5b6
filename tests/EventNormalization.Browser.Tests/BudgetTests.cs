using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using EventNormalization.Dashboard;
using Xunit;
using Xunit.Abstractions;

namespace EventNormalization.Browser.Tests;

/// <summary>What the page weighs as it is sent. A view is fetched when it is first shown.</summary>
public sealed class BudgetTests(ITestOutputHelper output)
{
    [Fact]
    public void What_the_first_view_needs_weighs_at_most_90_KB()
    {
        var files = new HashSet<string> { DashboardAssets.DocumentName, "app.css", "views.css", "js/theme.js" };
        Follow("js/main.js", files);
        Follow("js/events.js", files);

        AssertWeight(files, bytesMax: 90 * 1024, compressedBytesMax: 34 * 1024);
    }

    [Fact]
    public void All_views_together_weigh_at_most_165_KB() =>
        AssertWeight(DashboardAssets.All.Keys, bytesMax: 165 * 1024, compressedBytesMax: 66 * 1024);

    private static void Follow(string path, HashSet<string> files)
    {
        if (files.Add(path))
        {
            var text = Encoding.UTF8.GetString(DashboardAssets.All[path].Content);
            foreach (Match match in Regex.Matches(text, "from '\\./([a-z-]+\\.js)'"))
            {
                Follow("js/" + match.Groups[1].Value, files);
            }
        }
    }

    private void AssertWeight(IEnumerable<string> paths, int bytesMax, int compressedBytesMax)
    {
        var files = paths.Select(path => (Path: path, Asset: DashboardAssets.All[path]))
            .OrderByDescending(file => file.Asset.Content.Length).ToList();
        var bytes = files.Sum(file => file.Asset.Content.Length);
        var compressed = files.Sum(file => file.Asset.Compressed.Length);
        foreach (var (path, asset) in files)
        {
            output.WriteLine($"{asset.Content.Length,7} {asset.Compressed.Length,7} {path}");
        }

        output.WriteLine($"{bytes,7} {compressed,7} bytes, and in gzip");
        Assert.True(
            bytes <= bytesMax && compressed <= compressedBytesMax,
            $"They weigh {bytes} bytes, {compressed} in gzip.");
    }
}
