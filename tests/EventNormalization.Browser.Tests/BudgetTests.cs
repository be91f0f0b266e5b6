using System;
using System.Linq;
using System.Text;
using EventNormalization.Dashboard;
using Xunit;
using Xunit.Abstractions;

namespace EventNormalization.Browser.Tests;

public sealed class BudgetTests(ITestOutputHelper output)
{
    private const int BytesMax = 90 * 1024;

    private const int CompressedBytesMax = 25 * 1024;

    [Fact]
    public void The_page_weighs_at_most_90_KB_and_25_KB_as_it_is_sent()
    {
        var files = DashboardAssets.All.Where(file => !file.Key.EndsWith(".svg", StringComparison.Ordinal)).ToList();
        var bytes = files.Sum(file => file.Value.Content.Length);
        var compressed = files.Sum(file => file.Value.Compressed.Length);
        foreach (var (path, asset) in files.OrderByDescending(file => file.Value.Content.Length))
        {
            output.WriteLine($"{asset.Content.Length,7} {asset.Compressed.Length,7} {path}");
        }

        Assert.True(
            bytes <= BytesMax && compressed <= CompressedBytesMax,
            $"It weighs {bytes} bytes, {compressed} compressed.");
    }
}
