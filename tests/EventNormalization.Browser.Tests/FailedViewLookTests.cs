using System.Linq;
using System.Threading.Tasks;
using Deque.AxeCore.Playwright;
using EventNormalization.Browser.Tests.Harness;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EventNormalization.Browser.Tests;

[Collection(SharedBrowser.Name)]
public sealed class FailedViewLookTests(BrowserFixture browser)
{
    private const string TwoDates =
        """{"client":"acme","metric":"sales","amount":1,"timestamp":"04/05/2024 10:30"}""";

    [BrowserTheory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_finds_nothing_in_the_list_the_pane_the_editor_and_the_dialogs(ColorScheme scheme)
    {
        await using var host = await PageHost.StartAsync();
        await using var page = await EventsPage.OpenAsync(
            browser, host, "?view=failed", new() { ColorScheme = scheme });
        await Expect(page.Tab.GetByText("Nothing failed.")).ToBeVisibleAsync();
        await AssertAxeAsync(page);
        await host.IngestAsync(TwoDates, """{"client":"bodega","metric":"sales","timestamp":1705314600}""", "no JSON");
        await page.GoAsync("?view=failed");

        await page.Failed.Locator("[data-key]").Filter(new() { HasText = "acme" }).ClickAsync();
        await Button(page, "2024-05-04").ClickAsync();
        await Expect(page.Tab.Locator(".taken pre")).ToBeVisibleAsync();
        await AssertAxeAsync(page);
        await Button(page, "Try it on all like this").ClickAsync();
        await Expect(page.Tab.GetByRole(AriaRole.Dialog)).ToContainTextAsync("would be understood");
        await AssertAxeAsync(page);
        await page.Tab.Keyboard.PressAsync("Escape");
        await Button(page, "Edit and retry").ClickAsync();
        await page.Tab.GetByRole(AriaRole.Textbox, new() { Name = "Edited event" }).PressSequentiallyAsync("x");
        await Expect(page.Tab.Locator(".diff ins")).ToBeVisibleAsync();
        await AssertAxeAsync(page);
    }

    [BrowserFact]
    public async Task On_a_phone_the_list_and_the_pane_are_no_wider_than_the_screen()
    {
        await using var host = await PageHost.StartAsync();
        await host.IngestAsync(TwoDates);
        await using var page = await EventsPage.OpenAsync(
            browser, host, "?view=failed", new() { ViewportSize = new ViewportSize { Width = 390, Height = 844 } });
        var retry = page.Failed.GetByRole(AriaRole.Button, new() { Name = "Retry" });

        await Expect(retry).ToBeVisibleAsync();
        Assert.True(await retry.EvaluateAsync<bool>("one => one.getBoundingClientRect().right <= innerWidth"));
        await page.Failed.Locator("[data-key]").ClickAsync();
        await Expect(page.Tab.Locator("mark")).ToBeVisibleAsync();
        Assert.True(await page.Tab.Locator(".pane-body").EvaluateAsync<bool>(
            "one => one.scrollWidth <= innerWidth && one.getBoundingClientRect().width === innerWidth"));
    }

    [BrowserFact]
    public async Task A_page_for_reading_alone_offers_no_act()
    {
        await using var host = await PageHost.StartAsync(new EventDashboardOptions { ReadOnly = true });
        await host.IngestAsync(TwoDates);
        await using var page = await EventsPage.OpenAsync(browser, host, "?view=failed");

        await page.Failed.Locator("[data-key]").ClickAsync();
        await Expect(page.Tab.Locator("mark")).ToBeVisibleAsync();
        foreach (var name in new[] { "Retry", "Edit and retry", "Discard", "Archive", "Try" })
        {
            await Expect(Button(page, name)).ToHaveCountAsync(0);
        }
    }

    private static ILocator Button(EventsPage page, string name) =>
        page.Tab.GetByRole(AriaRole.Button, new() { Name = name });

    private static async Task AssertAxeAsync(EventsPage page)
    {
        await page.Tab.WaitForFunctionAsync(
            "() => document.getAnimations().every(one => one.playState === 'finished')");
        var result = await page.Tab.RunAxe();
        Assert.Equal("", string.Join('\n', result.Violations.Select(violation =>
            $"{violation.Id}: " + string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html)))));
    }
}
