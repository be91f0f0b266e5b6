using System.Text.RegularExpressions;
using System.Threading.Tasks;
using EventNormalization.Browser.Tests.Harness;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EventNormalization.Browser.Tests;

[Collection(SharedBrowser.Name)]
public sealed class SubmissionTests(BrowserFixture browser)
{

    private const string Messy = Samples.Messy;

    private const string OtherSpelling =
        """{"client":"shop-berlin","event":{"type":"SALES","total":1234.5,"currency":"EUR","time":1772439300}}""";

    [BrowserFact]
    public async Task A_messy_event_is_processed_and_in_another_spelling_it_is_a_duplicate()
    {
        await using var host = await PageHost.StartAsync();
        await using var page = await EventsPage.OpenAsync(browser, host);

        await page.SubmitAsync(Messy);
        var row = EventsPage.Row(page.Processed, "shop-berlin");
        await Expect(row).ToContainTextAsync("Accepted");
        await page.SubmitAsync(OtherSpelling);

        await Expect(row).ToContainTextAsync("Duplicate");
        await Expect(row).ToHaveCountAsync(1);
        await Expect(row).ToContainTextAsync("2×");
        page.AssertNoErrors();
    }

    [BrowserFact]
    public async Task Before_it_is_sent_the_page_shows_how_it_would_be_read()
    {
        await using var host = await PageHost.StartAsync();
        await using var page = await EventsPage.OpenAsync(browser, host);

        await page.Text.FillAsync(Messy);

        var reading = page.Tab.GetByRole(AriaRole.Table, new() { Name = "How it was read" });
        await Expect(EventsPage.Row(reading, "1.234,50 €").First).ToContainTextAsync("1234.5");
        await Expect(page.Tab.Locator(".layer mark")).ToHaveCountAsync(4);
        await Expect(EventsPage.Row(page.Processed, "shop-berlin")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task An_event_that_cannot_be_read_is_answered_with_every_reason()
    {
        await using var host = await PageHost.StartAsync();
        await using var page = await EventsPage.OpenAsync(browser, host);

        await page.SubmitAsync("""{"client":"acme","metric":"sales","amount":"5 apples","ts":"03/04/2026"}""");

        var answer = page.Tab.Locator(".answer");
        await Expect(answer).ToContainTextAsync("Rejected");
        await Expect(answer).ToContainTextAsync("amount.format");
        await Expect(answer).ToContainTextAsync("timestamp.ambiguous");
    }

    [BrowserFact]
    public async Task The_answer_leads_to_the_event_with_its_bytes_its_fields_and_why_it_is_a_duplicate()
    {
        await using var host = await PageHost.StartAsync();
        await host.IngestAsync(Messy);
        await using var page = await EventsPage.OpenAsync(browser, host);

        await page.SubmitAsync(OtherSpelling);
        await page.Tab.GetByRole(AriaRole.Link, new() { NameRegex = new("^Show the event") }).ClickAsync();

        var pane = page.Pane;
        await Expect(pane).ToContainTextAsync("shop-berlin");
        await Expect(pane).ToContainTextAsync("1.234,50 €");
        await Expect(pane).ToContainTextAsync("2 deliveries");
        await Expect(pane).ToContainTextAsync("counted once");
        await Expect(page.Tab).ToHaveURLAsync(new Regex("row=[0-9a-f]{64}"));
        page.AssertNoErrors();
    }

    [BrowserFact]
    public async Task Several_at_once_are_answered_one_by_one()
    {
        await using var host = await PageHost.StartAsync();
        await using var page = await EventsPage.OpenAsync(browser, host);

        await page.Tab.GetByRole(AriaRole.Combobox, new() { Name = "Samples" })
            .SelectOptionAsync(new SelectOptionValue { Label = "Three at once, one broken" });
        await page.Submit.ClickAsync();

        await Expect(page.Tab.Locator(".answer .result")).ToHaveCountAsync(3);
        await Expect(page.Tab.Locator(".answer")).ToContainTextAsync("2 accepted, 1 rejected");
        await Expect(EventsPage.Row(page.Processed, "acme")).ToHaveCountAsync(2);
    }

    [BrowserFact]
    public async Task The_last_text_is_there_again_after_a_reload()
    {
        await using var host = await PageHost.StartAsync();
        await using var page = await EventsPage.OpenAsync(browser, host);

        await page.SubmitAsync(Messy);
        await Expect(page.Tab.Locator(".answer")).ToContainTextAsync("Accepted");
        await page.Tab.ReloadAsync();

        await Expect(page.Text).ToHaveValueAsync(Messy);
    }

    [BrowserFact]
    public async Task A_page_for_reading_alone_has_nothing_to_submit_with()
    {
        await using var host = await PageHost.StartAsync(new() { ReadOnly = true, Title = "Orders" });
        await host.IngestAsync(Messy);
        await using var page = await EventsPage.OpenAsync(browser, host);

        await Expect(EventsPage.Row(page.Processed, "shop-berlin")).ToBeVisibleAsync();
        await Expect(page.Text).ToHaveCountAsync(0);
        await Expect(page.Tab.GetByText("Read only")).ToBeVisibleAsync();
        await Expect(page.Tab).ToHaveTitleAsync("Events · Orders");
    }
}
