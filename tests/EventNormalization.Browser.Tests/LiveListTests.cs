using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Browser.Tests.Harness;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EventNormalization.Browser.Tests;

/// <summary>What the list of events does while it is looked at.</summary>
[Collection(SharedBrowser.Name)]
public sealed class LiveListTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task An_event_is_shown_as_often_as_it_was_received_and_one_received_once_is_no_duplicate()
    {
        await using var host = await PageHost.StartAsync();
        await host.IngestAsync(Event("acme"));
        await using var page = await EventsPage.OpenAsync(browser, host);
        var row = EventsPage.Row(page.Processed, "acme");
        await Expect(row).ToContainTextAsync("1×");
        await page.IsLiveAsync();

        // The stream tells of it again, as it does where the list was read before the stream came to it.
        var id = await row.GetAttributeAsync("data-key");
        await page.TellAsync("outcome", $$"""
            {"outcome":"accepted","event_id":"{{id}}","client_id":"acme","metric":"sales","amount":1,
             "timestamp":"2026-03-02T08:15:00Z","received_at":"2026-03-02T08:15:00Z"}
            """);
        await host.IngestAsync(Event("bolt"));
        await Expect(EventsPage.Row(page.Processed, "bolt")).ToContainTextAsync("1×");
        await Expect(row).ToContainTextAsync("Accepted");
        await Expect(row).ToContainTextAsync("1×");
        await host.PostAsync(Event("acme"), Event("acme"));

        await Expect(row).ToContainTextAsync("Duplicate");
        await Expect(row).ToContainTextAsync("3×");
        page.AssertNoErrors();
    }

    [BrowserFact]
    public async Task What_the_stream_dropped_is_read_and_a_list_read_again_is_not_cut()
    {
        await using var host = await PageHost.StartAsync();
        await host.IngestAsync([.. Enumerable.Range(1, 120).Select(number => Event("acme", number))]);
        await using var page = await EventsPage.OpenAsync(browser, host);
        await page.WithoutStreamAsync();
        await Expect(EventsPage.Row(page.Processed, "acme").First).ToBeVisibleAsync();
        await ScrollToEndAsync(page, "120 events, no more.");
        var last = EventsPage.Row(page.Processed, "acme").Last;
        var key = await last.GetAttributeAsync("data-key");
        await host.IngestAsync(Event("bolt"));

        await page.TellAsync("dropped", """{"count":1}""");

        await Expect(page.Tab.GetByText("121 events, no more.")).ToBeVisibleAsync();
        await Expect(page.Tab.Locator($"[data-key='{key}']")).ToBeInViewportAsync();
        await page.Tab.EvaluateAsync("() => document.querySelector('.table-scroll').scrollTo(0, 0)");
        await Expect(EventsPage.Row(page.Processed, "bolt")).ToHaveCountAsync(1);
        page.AssertNoErrors();
    }

    [BrowserFact]
    public async Task A_list_that_cannot_be_read_again_stays_and_says_so()
    {
        await using var host = await PageHost.StartAsync();
        await host.IngestAsync(Event("acme"));
        await using var page = await EventsPage.OpenAsync(browser, host);
        await page.IsLiveAsync();
        await Expect(EventsPage.Row(page.Processed, "acme")).ToBeVisibleAsync();
        await page.Tab.RouteAsync("**/api/events?*", route => route.FulfillAsync(new() { Status = 503, Body = "{}" }));

        await page.TellAsync("dropped", """{"count":1}""");

        var note = page.Tab.GetByText("The events could not be read again: The server answered 503.");
        await Expect(note).ToBeVisibleAsync();
        await Expect(EventsPage.Row(page.Processed, "acme")).ToBeVisibleAsync();
        await page.Tab.UnrouteAllAsync();
        await page.Tab.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Expect(note).ToBeHiddenAsync();
    }

    [BrowserFact]
    public async Task A_condition_lets_through_what_comes_in_and_fits_it()
    {
        await using var host = await PageHost.StartAsync();
        await host.IngestAsync(Event("acme", 500));
        await using var page = await EventsPage.OpenAsync(browser, host, "?where=amount%20%3E%3D%20100");
        await Expect(EventsPage.Row(page.Processed, "acme")).ToBeVisibleAsync();
        await page.IsLiveAsync();

        await host.IngestAsync(Event("small", 5), Event("bolt", 200));

        await Expect(EventsPage.Row(page.Processed, "bolt")).ToBeVisibleAsync();
        await Expect(EventsPage.Row(page.Processed, "small")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task The_row_under_a_pressed_button_stays_and_is_the_one_that_opens()
    {
        await using var host = await PageHost.StartAsync();
        await host.IngestAsync(Event("acme"));
        await using var page = await EventsPage.OpenAsync(browser, host);
        var other = await page.OpenAnotherAsync();
        await Expect(EventsPage.Row(page.Processed, "acme")).ToBeVisibleAsync();
        await page.IsLiveAsync();
        await other.IsLiveAsync();
        var box = (await EventsPage.Row(page.Processed, "acme").BoundingBoxAsync())!;

        await page.Tab.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await page.Tab.Mouse.DownAsync();
        await host.IngestAsync(Event("bolt"));
        await Expect(EventsPage.Row(other.Processed, "bolt")).ToBeVisibleAsync();
        await page.FramesAsync();
        await Expect(page.Processed.GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync("acme");
        await page.Tab.Mouse.UpAsync();

        await Expect(page.Pane).ToContainTextAsync("acme");
        await Expect(page.Processed.GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync("bolt");
    }

    [BrowserTheory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task What_Tab_walks_and_what_is_read_aloud_is_in_the_order_of_the_eye(int width, int height)
    {
        await using var host = await PageHost.StartAsync();
        await host.IngestAsync(Event("acme"), Event("bolt"), Event("corp"));
        await using var page = await EventsPage.OpenAsync(
            browser, host, "?submit=closed", new() { ViewportSize = new() { Width = width, Height = height } });
        await Expect(EventsPage.Row(page.Processed, "corp")).ToBeVisibleAsync();
        await page.IsLiveAsync();
        await host.PostAsync(Event("acme"));
        await Expect(page.Processed.Locator("[style*='top: 0px']")).ToContainTextAsync("acme");

        var wrong = await page.Tab.EvaluateAsync<string[]>("""
            () => {
                const found = [];
                for (const part of ['#bar', '#filters', '.table-body']) {
                    const all = [...document.querySelectorAll(`${part} :is(a, button, input, select, [role=row])`)]
                        .map((one) => [one.textContent || one.ariaLabel, one.getBoundingClientRect()])
                        .filter(([, box]) => box.width > 0);
                    found.push(...all.slice(1).filter(([, box], i) => box.bottom <= all[i][1].top
                        || (box.top < all[i][1].bottom && box.right <= all[i][1].left)).map(([name]) => name));
                    all.length || found.push('nothing in ' + part);
                }
                return found;
            }
            """);

        Assert.Empty(wrong);
    }

    [BrowserFact]
    public async Task Filters_that_no_view_takes_together_are_refused_in_words()
    {
        await using var host = await PageHost.StartAsync();
        await host.IngestAsync(Event("acme"));
        await using var page = await EventsPage.OpenAsync(browser, host);
        var search = page.Tab.GetByRole(AriaRole.Searchbox, new() { Name = "Search" });
        await Expect(EventsPage.Row(page.Processed, "acme")).ToBeVisibleAsync();
        var before = page.Tab.Url;

        await search.FillAsync("metric:sales reason:amount.missing");
        await search.PressAsync("Enter");

        await Expect(page.Tab.GetByText("No view takes all of these filters")).ToBeVisibleAsync();
        Assert.Equal(before, page.Tab.Url);
    }

    private static string Event(string client, int amount = 1) =>
        $$"""{"client":"{{client}}","metric":"sales","amount":{{amount}},"ts":1772439300}""";

    private static async Task ScrollToEndAsync(EventsPage page, string foot)
    {
        await page.Tab.WaitForFunctionAsync(
            """
            (foot) => {
                const scroller = document.querySelector('.table-scroll');
                scroller.scrollTo(0, scroller.scrollHeight);
                return document.querySelector('.table-foot').textContent.includes(foot);
            }
            """,
            foot);
        await page.FramesAsync();
        await page.Tab.EvaluateAsync("() => document.querySelector('.table-scroll').scrollTo(0, 1e6)");
        await page.FramesAsync();
    }
}
