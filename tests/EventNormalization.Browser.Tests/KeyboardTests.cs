using System.Threading.Tasks;
using EventNormalization.Browser.Tests.Harness;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EventNormalization.Browser.Tests;

[Collection(SharedBrowser.Name)]
public sealed class KeyboardTests(BrowserFixture browser)
{
    private const string Order = """{"client":"acme","metric":"sales","amount":"12,50 EUR","ts":1772439300}""";

    private const string Other = """{"client":"bolt","metric":"sales","amount":7,"ts":1772439301}""";

    [BrowserFact]
    public async Task An_event_is_written_submitted_and_opened_by_keys_alone()
    {
        await using var host = await PageHost.StartAsync();
        await using var page = await EventsPage.OpenAsync(browser, host, "?submit=closed");
        var keys = page.Tab.Keyboard;
        await Expect(page.Tab.GetByText("Nothing came in yet")).ToBeVisibleAsync();

        await keys.PressAsync("n");
        await Expect(page.Text).ToBeFocusedAsync();
        await keys.InsertTextAsync(Order);
        await keys.PressAsync("Control+Enter");
        await Expect(page.Tab.Locator(".answer")).ToContainTextAsync("Accepted");
        await keys.PressAsync("Escape");
        await Expect(EventsPage.Row(page.Processed, "acme")).ToBeVisibleAsync();
        await keys.PressAsync("j");
        await Expect(EventsPage.Row(page.Processed, "acme")).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        var pane = page.Pane;
        await Expect(pane).ToContainTextAsync("Identity");
        await keys.PressAsync("Escape");

        await Expect(pane).ToBeHiddenAsync();
        await Expect(EventsPage.Row(page.Processed, "acme")).ToBeFocusedAsync();
        page.AssertNoErrors();
    }

    [BrowserFact]
    public async Task Rows_are_walked_views_are_changed_and_the_search_box_is_found_by_keys()
    {
        await using var host = await PageHost.StartAsync();
        await host.IngestAsync(Order, Other);
        await using var page = await EventsPage.OpenAsync(browser, host, "?submit=closed");
        var keys = page.Tab.Keyboard;
        await Expect(EventsPage.Row(page.Processed, "bolt")).ToBeVisibleAsync();

        await keys.PressAsync("j");
        await keys.PressAsync("j");
        await Expect(page.Processed.GetByRole(AriaRole.Row).Nth(2)).ToBeFocusedAsync();
        await keys.PressAsync("k");
        await Expect(page.Processed.GetByRole(AriaRole.Row).Nth(1)).ToBeFocusedAsync();
        foreach (var (key, view) in new[] { ("f", "Failed"), ("t", "Totals"), ("b", "Balance"), ("e", "Events") })
        {
            await keys.PressAsync("g");
            await keys.PressAsync(key);
            await Expect(page.Tab.Locator("nav a[aria-current=page]")).ToContainTextAsync(view);
        }

        await keys.PressAsync("/");
        await Expect(page.Tab.GetByRole(AriaRole.Searchbox, new() { Name = "Search" })).ToBeFocusedAsync();
        await keys.InsertTextAsync("client:bolt");
        await keys.PressAsync("Enter");
        await Expect(EventsPage.Row(page.Processed, "acme")).ToHaveCountAsync(0);
        await Expect(EventsPage.Row(page.Processed, "bolt")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Help_holds_the_focus_and_gives_it_back()
    {
        await using var host = await PageHost.StartAsync();
        await using var page = await EventsPage.OpenAsync(browser, host);
        var help = page.Tab.GetByRole(AriaRole.Button, new() { Name = "Keys and help" });
        await help.FocusAsync();

        await page.Tab.Keyboard.PressAsync("Enter");
        var dialog = page.Tab.GetByRole(AriaRole.Dialog, new() { Name = "Keys and words" });
        await Expect(dialog).ToBeVisibleAsync();
        await page.Tab.Keyboard.PressAsync("Tab");
        await page.Tab.Keyboard.PressAsync("Escape");

        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(help).ToBeFocusedAsync();
    }
}
