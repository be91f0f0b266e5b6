using System;
using System.Linq;
using System.Threading.Tasks;
using Deque.AxeCore.Playwright;
using EventNormalization.Browser.Tests.Harness;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EventNormalization.Browser.Tests;

[Collection(SharedBrowser.Name)]
public sealed class TotalsViewTests(BrowserFixture browser)
{
    private const string ByDay = "?view=totals&by=client_id,day&zone=Europe/Berlin";

    /// <summary>Four days around the change of the clocks; nothing on the 27th.</summary>
    private static readonly string[] Events =
    [
        Event("acme", "79228162514264337593543950.01", "EUR", "2024-10-25T21:59:59Z"),
        Event("acme", "0.04", "EUR", "2024-10-25T22:00:00Z"),
        Event("acme", "10.50", "USD", "2024-10-26T12:00:00Z"),
        Event("bodega", "-3.25", "EUR", "2024-10-26T12:00:00Z"),
        Event("bodega", "4", "EUR", "2024-10-28T12:00:00Z"),
        Event("acme", "1.1", "EUR", "2024-10-28T12:00:00Z"),
    ];

    [BrowserFact]
    public async Task Totals_are_exact_to_the_last_digit_and_no_currency_is_added_to_another()
    {
        await using var host = await PageHost.StartAsync();
        await host.IngestAsync(Events);
        await using var page = await EventsPage.OpenAsync(browser, host, "?view=totals&by=client_id");

        await Expect(page.Totals).ToContainTextAsync("USD");
        var rows = await RowsAsync(page);

        Assert.Equal(
            ["acme EUR 3 79228162514264337593543951.15", "acme USD 1 10.5", "bodega EUR 2 0.75"],
            rows.Select(row => string.Join(' ', row.Take(4))));
        await Expect(page.Tab.Locator(".readout")).ToContainTextAsync("EUR");
        page.AssertNoErrors();
    }

    [BrowserFact]
    public async Task A_day_is_the_day_of_the_zone_and_the_change_of_its_clocks_is_marked()
    {
        await using var host = await PageHost.StartAsync();
        await host.IngestAsync(Events);
        await using var page = await EventsPage.OpenAsync(browser, host, ByDay);

        await Expect(page.Totals).ToContainTextAsync("bodega");
        var rows = await RowsAsync(page);

        Assert.Equal("Fri, 25 Oct 2024|acme|EUR|1", string.Join('|', rows[0].Take(4)));
        Assert.Equal(
            "Sat, 26 Oct 2024|acme|EUR|1;Sat, 26 Oct 2024|acme|USD|1;Sat, 26 Oct 2024|bodega|EUR|1",
            string.Join(';', rows.Skip(1).Take(3).Select(row => string.Join('|', row.Take(4))).Order()));
        await Expect(page.Tab.Locator("svg text.change")).ToHaveTextAsync("clocks −1 h");
        await Expect(page.Tab.Locator("svg text.zone")).ToHaveTextAsync("Europe/Berlin");
        page.AssertNoErrors();
    }

    [BrowserFact]
    public async Task A_window_without_events_is_a_gap_in_the_line_and_not_a_zero()
    {
        await using var host = await PageHost.StartAsync();
        await host.IngestAsync(Events);
        await using var page = await EventsPage.OpenAsync(browser, host, ByDay + "&measure=count");

        // acme has events on the 25th, the 26th and the 28th; bodega on the 26th and the 28th.
        await Expect(page.Tab.Locator("svg path.line")).ToHaveCountAsync(2);
        var paths = await page.Tab.Locator("svg path.line").EvaluateAllAsync<string[]>(
            "all => all.map(one => one.getAttribute('d').replace(/[^ML]/g, ''))");

        Assert.Equal(["MLM", "MM"], paths);
        await Expect(page.Tab.Locator("svg text.end")).ToHaveTextAsync(["acme", "bodega"]);
        page.AssertNoErrors();
    }

    [BrowserFact]
    public async Task Arrows_walk_the_windows_and_a_live_region_reads_their_exact_values()
    {
        await using var host = await PageHost.StartAsync();
        await host.IngestAsync(Events);
        await using var page = await EventsPage.OpenAsync(browser, host, ByDay);
        await Expect(page.Totals).ToContainTextAsync("bodega");
        var chart = page.Tab.GetByRole(AriaRole.Group, new() { Name = "Chart: sum by client id, day" });
        var live = page.Tab.Locator(".chart [aria-live]");

        await chart.FocusAsync();
        await page.Tab.Keyboard.PressAsync("ArrowRight");
        await Expect(live).ToHaveTextAsync("Fri, 25 Oct 2024: acme 79228162514264337593543950.01 EUR");
        await page.Tab.Keyboard.PressAsync("ArrowRight");
        await page.Tab.Keyboard.PressAsync("ArrowRight");
        await Expect(live).ToHaveTextAsync("Sun, 27 Oct 2024: nothing");
        await page.Tab.Keyboard.PressAsync("End");
        await Expect(live).ToHaveTextAsync("Mon, 28 Oct 2024: acme 1.1 EUR; bodega 4 EUR");
        page.AssertNoErrors();
    }

    [BrowserFact]
    public async Task A_percentile_is_drawn_within_a_band_and_distinct_values_are_counted_in_windows_of_a_length()
    {
        await using var host = await PageHost.StartAsync();
        await host.IngestAsync(Events);
        await using var page = await EventsPage.OpenAsync(
            browser, host, "?view=totals&by=day&zone=Europe/Berlin&measure=p50&where=currency%20%3D%20EUR");

        // Of the 25th, the 26th and the 28th two days touch.
        await Expect(page.Tab.Locator("svg polygon.band")).ToHaveCountAsync(1);
        await Expect(page.Tab.Locator("svg text.end")).ToHaveTextAsync(["p50", "p95", "p99"]);

        await page.Tab.GetByLabel("Window").SelectOptionAsync("12h");
        await page.Tab.GetByLabel("Measure").SelectOptionAsync("distinct:client_id");
        await Expect(page.Totals).ToContainTextAsync("Sat, 26 Oct 2024, 12:00 CEST");
        await Expect(page.Totals).ToContainTextAsync("distinct:client_id");
        page.AssertNoErrors();
    }

    [BrowserFact]
    public async Task What_is_copied_is_exact_and_the_call_gives_the_same()
    {
        await using var host = await PageHost.StartAsync();
        await host.IngestAsync(Events);
        await using var page = await EventsPage.OpenAsync(
            browser, host, "?view=totals&by=client_id", new() { Permissions = ["clipboard-read", "clipboard-write"] });
        await Expect(page.Totals).ToContainTextAsync("USD");

        await page.Tab.GetByRole(AriaRole.Button, new() { Name = "Copy as CSV" }).ClickAsync();
        await Expect(page.Tab.GetByText("Copied 3 rows.")).ToBeVisibleAsync();
        var copied = await page.Tab.EvaluateAsync<string>("() => navigator.clipboard.readText()");
        await page.Tab.GetByRole(AriaRole.Button, new() { Name = "Copy as curl" }).ClickAsync();
        await Expect(page.Tab.GetByText("Copied the call.")).ToBeVisibleAsync();
        var call = await page.Tab.EvaluateAsync<string>("() => navigator.clipboard.readText()");

        Assert.StartsWith(
            "client_id,currency,count,sum,min,max,mean\r\nacme,EUR,3,79228162514264337593543951.15,",
            copied,
            StringComparison.Ordinal);
        Assert.StartsWith("curl 'http://127.0.0.1:", call, StringComparison.Ordinal);
        Assert.Contains("/events/api/aggregates?by=client_id%2Ccurrency", call, StringComparison.Ordinal);
        page.AssertNoErrors();
    }

    [BrowserFact]
    public async Task The_client_filter_leaves_one_client_and_the_address_keeps_it()
    {
        await using var host = await PageHost.StartAsync();
        await host.IngestAsync(Events);
        await using var page = await EventsPage.OpenAsync(browser, host, "?view=totals&by=client_id");
        await Expect(page.Totals).ToContainTextAsync("acme");

        var box = page.Tab.GetByRole(AriaRole.Textbox, new() { Name = "Client filter" });
        await box.FillAsync("bodega");
        await box.PressAsync("Enter");
        await Expect(page.Totals).Not.ToContainTextAsync("acme");
        await Expect(page.Totals).ToContainTextAsync("bodega");
        await page.Tab.ReloadAsync();
        await Expect(page.Totals).ToContainTextAsync("bodega");
        await Expect(page.Totals).Not.ToContainTextAsync("acme");
        page.AssertNoErrors();
    }

    [BrowserFact]
    public async Task Measure_window_and_group_are_chosen_by_keyboard_and_the_focus_stays()
    {
        await using var host = await PageHost.StartAsync();
        await host.IngestAsync(Events);
        await using var page = await EventsPage.OpenAsync(browser, host, "?view=totals");
        await Expect(page.Totals).ToContainTextAsync("bodega");
        var window = page.Tab.GetByRole(AriaRole.Combobox, new() { Name = "Window" });

        await window.FocusAsync();
        await window.SelectOptionAsync("month");
        await Expect(page.Totals).ToContainTextAsync("Oct 2024");
        await Expect(window).ToBeFocusedAsync();
        await page.Tab.GetByRole(AriaRole.Checkbox, new() { Name = "client id" }).PressAsync("Space");
        await Expect(page.Totals).Not.ToContainTextAsync("acme");
        await Expect(page.Tab.GetByRole(AriaRole.Checkbox, new() { Name = "client id" })).ToBeFocusedAsync();
        page.AssertNoErrors();
    }

    [BrowserTheory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_finds_nothing_whatever_is_drawn(ColorScheme scheme)
    {
        await using var host = await PageHost.StartAsync();
        await using var page = await EventsPage.OpenAsync(
            browser, host, "?view=totals", new() { ColorScheme = scheme });
        await Expect(page.Tab.GetByText("No events yet.")).ToBeVisibleAsync();
        await AssertAxeAsync(page);
        await host.IngestAsync(Events);

        foreach (var by in new[] { "client_id", "client_id,day", "metric,hour&measure=count", "currency" })
        {
            await page.GoAsync("?view=totals&by=" + by);
            await Expect(page.Tab.Locator("svg text.tick, svg text.value").First).ToBeVisibleAsync();
            await AssertAxeAsync(page);
        }
    }

    [BrowserFact]
    public async Task On_a_phone_the_page_is_no_wider_than_the_screen()
    {
        await using var host = await PageHost.StartAsync();
        await host.IngestAsync(Events);
        await using var page = await EventsPage.OpenAsync(
            browser, host, ByDay, new() { ViewportSize = new ViewportSize { Width = 390, Height = 844 } });
        await Expect(page.Tab.Locator("svg text.zone")).ToBeVisibleAsync();

        Assert.True(await page.Tab.EvaluateAsync<bool>(
            "() => [document.documentElement, document.querySelector('.plot')]"
            + ".every(one => one.scrollWidth <= innerWidth)"));
    }

    private static string Event(string client, string amount, string currency, string time) =>
        $$"""{"client":"{{client}}","metric":"m","amount":"{{amount}}","currency":"{{currency}}","ts":"{{time}}"}""";

    /// <summary>The cells of the table as they are read aloud, the digits without their spaces.</summary>
    private static Task<string[][]> RowsAsync(EventsPage page) => page.Totals.EvaluateAsync<string[][]>(
        """
        table => [...table.querySelectorAll('[role=row]')].slice(1)
          .sort((a, b) => a.ariaRowIndex - b.ariaRowIndex)
          .map(row => [...row.children].map(cell => cell.textContent.replace(/\u2009/g, '').replace('\u2212', '-')))
        """);

    private static async Task AssertAxeAsync(EventsPage page)
    {
        var result = await page.Tab.RunAxe();
        Assert.Equal("", string.Join('\n', result.Violations.Select(violation =>
            $"{violation.Id}: " + string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html)))));
    }
}
