using System.Linq;
using System.Threading.Tasks;
using Deque.AxeCore.Playwright;
using EventNormalization.Browser.Tests.Harness;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EventNormalization.Browser.Tests;

[Collection(SharedBrowser.Name)]
public sealed class AccessibilityTests(BrowserFixture browser)
{
    [BrowserTheory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_finds_nothing_on_any_view(ColorScheme scheme)
    {
        await using var host = await PageHost.StartAsync();
        await Samples.IngestAsync(host);
        await using var page = await EventsPage.OpenAsync(
            browser, host, "", new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });

        foreach (var view in Samples.Views)
        {
            await page.GoAsync(view.Query);
            await view.WaitAsync(page);
            await AssertNothingFoundAsync(page, $"{view.Name}, {scheme}");
        }
    }

    [BrowserTheory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_finds_nothing_in_an_empty_store_in_an_open_row_and_in_help(ColorScheme scheme)
    {
        await using var host = await PageHost.StartAsync();
        await using var page = await EventsPage.OpenAsync(
            browser, host, "", new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        await Expect(page.Tab.GetByText("Nothing came in yet")).ToBeVisibleAsync();
        await AssertNothingFoundAsync(page, "empty");

        await page.SubmitAsync("""{"client":"acme","metric":"sales","amount":"12,50 EUR","ts":1772439300}""");
        await Expect(page.Tab.Locator(".answer")).ToContainTextAsync("Accepted");
        await Expect(page.Tab.Locator(".would")).ToContainTextAsync("stored already");
        await AssertNothingFoundAsync(page, "submitted");

        await EventsPage.Row(page.Processed, "acme").ClickAsync();
        await Expect(page.Pane).ToContainTextAsync("Identity");
        await AssertNothingFoundAsync(page, "open row");

        await page.Tab.GetByRole(AriaRole.Button, new() { Name = "Keys and help" }).ClickAsync();
        await Expect(page.Tab.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await AssertNothingFoundAsync(page, "help");
    }

    private static async Task AssertNothingFoundAsync(EventsPage page, string where)
    {
        var result = await page.Tab.RunAxe();
        var found = result.Violations.Select(violation =>
            $"{where}: {violation.Id}: {violation.Help}: "
            + string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html)));
        Assert.True(result.Violations.Length == 0, string.Join("\n", found));
    }
}
