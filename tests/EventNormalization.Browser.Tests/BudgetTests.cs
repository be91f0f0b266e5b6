using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Browser.Tests.Harness;
using EventNormalization.Dashboard;
using Microsoft.Playwright;
using Xunit;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace EventNormalization.Browser.Tests;

/// <summary>What the page weighs as it is sent: the files that a browser fetches.</summary>
[Collection(SharedBrowser.Name)]
public sealed class BudgetTests(BrowserFixture browser, ITestOutputHelper output)
{
    [BrowserFact]
    public async Task The_list_of_events_weighs_at_most_67_KB_and_25_KB_in_gzip()
    {
        await using var host = await PageHost.StartAsync();
        await host.IngestAsync(Samples.Messy);
        await using var page = await EventsPage.OpenAsync(browser, host, "?submit=closed");
        await Expect(EventsPage.Row(page.Processed, "shop-berlin")).ToBeVisibleAsync();

        AssertWeight(await FetchedAsync(page), bytesMax: 67 * 1024, compressedBytesMax: 25 * 1024);
    }

    [BrowserFact]
    public async Task With_the_text_box_beside_it_it_weighs_at_most_81_KB_and_31_KB_in_gzip()
    {
        await using var host = await PageHost.StartAsync();
        await host.IngestAsync(Samples.Messy);
        await using var page = await EventsPage.OpenAsync(browser, host);
        await Expect(EventsPage.Row(page.Processed, "shop-berlin")).ToBeVisibleAsync();
        await Expect(page.Text).ToBeVisibleAsync();

        AssertWeight(await FetchedAsync(page), bytesMax: 81 * 1024, compressedBytesMax: 31 * 1024);
    }

    [Fact]
    public void All_views_together_weigh_at_most_174_KB_and_69_KB_in_gzip() =>
        AssertWeight(DashboardAssets.All.Keys, bytesMax: 174 * 1024, compressedBytesMax: 69 * 1024);

    private static async Task<IEnumerable<string>> FetchedAsync(EventsPage page)
    {
        await page.Tab.WaitForLoadStateAsync(LoadState.Load);
        var files = await page.Tab.EvaluateAsync<string[]>(
            """
            () => performance.getEntriesByType('resource')
                .map(({ name }) => new URL(name).pathname.split('/assets/')[1])
                .filter((path) => path).map((path) => path.slice(path.indexOf('/') + 1))
            """);
        Assert.Contains("js/main.js", files);
        return files.Append(DashboardAssets.DocumentName).Distinct();
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
