using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Browser.Tests.Harness;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EventNormalization.Browser.Tests;

[Collection(SharedBrowser.Name)]
public sealed class LiveTests(BrowserFixture browser)
{
    private static string Event(string client, int amount = 1) =>
        $$"""{"client":"{{client}}","metric":"sales","amount":{{amount}},"ts":1772439300}""";

    [BrowserFact]
    public async Task What_one_tab_sends_appears_in_another_tab_and_in_another_browser()
    {
        await using var host = await PageHost.StartAsync();
        await using var first = await EventsPage.OpenAsync(browser, host);
        var second = await first.OpenAnotherAsync();
        await using var third = await EventsPage.OpenAsync(browser, host);
        foreach (var page in new[] { second, third })
        {
            await Expect(page.Tab.GetByRole(AriaRole.Button, new() { Name = "Live", Exact = true })).ToBeVisibleAsync();
        }

        await first.SubmitAsync(Event("acme"));

        await Expect(EventsPage.Row(first.Processed, "acme")).ToBeVisibleAsync();
        await Expect(EventsPage.Row(second.Processed, "acme")).ToBeVisibleAsync();
        await Expect(EventsPage.Row(third.Processed, "acme")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task While_paused_new_deliveries_are_counted_and_shown_when_asked()
    {
        await using var host = await PageHost.StartAsync();
        await using var page = await EventsPage.OpenAsync(browser, host);
        await page.SubmitAsync(Event("acme"));
        await Expect(EventsPage.Row(page.Processed, "acme")).ToBeVisibleAsync();
        await page.Tab.GetByRole(AriaRole.Button, new() { Name = "Live", Exact = true }).ClickAsync();

        await page.SubmitAsync(Event("bolt"));
        await page.SubmitAsync(Event("bolt", 2));
        var fresh = page.Tab.GetByRole(AriaRole.Button, new() { Name = "2 new, show" });
        await Expect(fresh).ToBeVisibleAsync();
        await Expect(EventsPage.Row(page.Processed, "bolt")).ToHaveCountAsync(0);
        await fresh.ClickAsync();

        await Expect(EventsPage.Row(page.Processed, "bolt")).ToHaveCountAsync(2);
    }

    [BrowserFact]
    public async Task Of_many_rows_only_those_in_sight_are_in_the_document()
    {
        await using var host = await PageHost.StartAsync();
        await host.IngestAsync([.. Enumerable.Range(1, 1000).Select(number => Event("acme", number))]);
        await using var page = await EventsPage.OpenAsync(browser, host);
        var rows = page.Processed.GetByRole(AriaRole.Row);
        await Expect(rows.Nth(1)).ToBeVisibleAsync();

        await page.Tab.WaitForFunctionAsync("""
            () => {
                const scroller = document.querySelector('.table-scroll');
                scroller.scrollTo(0, scroller.scrollHeight);
                return document.querySelector('.table-foot').textContent.includes('no more');
            }
            """);

        await Expect(page.Tab.GetByText("1 000 events, no more.")).ToBeVisibleAsync();
        Assert.True(await rows.CountAsync() < 80, $"{await rows.CountAsync()} rows are in the document.");
    }

    [BrowserFact]
    public async Task A_link_shows_the_same_filters_and_back_takes_them_away()
    {
        await using var host = await PageHost.StartAsync();
        await host.IngestAsync(Event("acme"), Event("bolt"));
        await using var page = await EventsPage.OpenAsync(browser, host);
        await Expect(EventsPage.Row(page.Processed, "bolt")).ToBeVisibleAsync();

        await page.Tab.GetByRole(AriaRole.Textbox, new() { Name = "Client filter" }).FillAsync("acme");
        await page.Tab.Keyboard.PressAsync("Enter");
        await Expect(EventsPage.Row(page.Processed, "bolt")).ToHaveCountAsync(0);
        await using var colleague = await EventsPage.OpenAsync(browser, host, new System.Uri(page.Tab.Url).Query);
        await Expect(EventsPage.Row(colleague.Processed, "acme")).ToBeVisibleAsync();
        await Expect(EventsPage.Row(colleague.Processed, "bolt")).ToHaveCountAsync(0);
        await page.Tab.GoBackAsync();
        await Expect(EventsPage.Row(page.Processed, "bolt")).ToBeVisibleAsync();
        await colleague.Tab.GetByRole(AriaRole.Button, new() { Name = "Remove the filter client acme" }).ClickAsync();

        await Expect(EventsPage.Row(colleague.Processed, "bolt")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Filters_that_nothing_fits_are_said_and_cleared_by_one_button()
    {
        await using var host = await PageHost.StartAsync();
        await host.IngestAsync(Event("acme"));
        await using var page = await EventsPage.OpenAsync(browser, host, "?client=nobody");

        await Expect(page.Tab.GetByText("No event matches")).ToBeVisibleAsync();
        await page.Tab.GetByRole(AriaRole.Button, new() { Name = "Clear all filters" }).ClickAsync();

        await Expect(EventsPage.Row(page.Processed, "acme")).ToBeVisibleAsync();
    }
}
