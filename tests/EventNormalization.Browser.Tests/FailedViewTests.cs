using System;
using System.Threading.Tasks;
using EventNormalization.Browser.Tests.Harness;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EventNormalization.Browser.Tests;

[Collection(SharedBrowser.Name)]
public sealed class FailedViewTests(BrowserFixture browser)
{
    private const string TwoDates =
        """{"client":"acme","metric":"sales","amount":1,"timestamp":"04/05/2024 10:30"}""";

    private const string TwoMore =
        """{"client":"acme","metric":"sales","amount":2,"timestamp":"04/05/2024 10:31"}""";

    private const string NoAmount = """{"client":"bodega","metric":"sales","timestamp":"2024-05-04T10:30:00Z"}""";

    private static readonly string Long = new('x', 100_000);

    [BrowserFact]
    public async Task Failures_come_in_groups_of_one_cause_and_a_group_shows_its_entries_alone()
    {
        await using var host = await PageHost.StartAsync();
        await host.IngestAsync(TwoDates, TwoMore, NoAmount);
        await using var page = await EventsPage.OpenAsync(browser, host, "?view=failed");
        var causes = page.Tab.GetByRole(AriaRole.Table, new() { Name = "Causes" });

        await Expect(Rows(causes)).ToHaveCountAsync(2);
        await Expect(Rows(causes).First).ToContainTextAsync("timestamp has several readings");
        await Expect(Rows(causes).First).ToContainTextAsync("67 %");
        await Expect(Rows(page.Failed)).ToHaveCountAsync(3);
        await EventsPage.Row(causes, "amount is missing").ClickAsync();
        await Expect(Rows(page.Failed)).ToHaveCountAsync(1);
        await Expect(Rows(page.Failed)).ToContainTextAsync("bodega");
        Assert.Contains("reason=amount.missing", page.Tab.Url, StringComparison.Ordinal);
        await page.Tab.GoBackAsync();
        await Expect(Rows(page.Failed)).ToHaveCountAsync(3);
        page.AssertNoErrors();
    }

    [BrowserFact]
    public async Task The_offending_value_is_marked_and_a_candidate_shows_the_setting_that_reads_so()
    {
        await using var host = await PageHost.StartAsync();
        await host.IngestAsync(TwoDates);
        await using var page = await EventsPage.OpenAsync(browser, host, "?view=failed");

        await Rows(page.Failed).ClickAsync();
        await Expect(Pane(page).Locator("mark")).ToHaveTextAsync("\"04/05/2024 10:30\"");
        await Pane(page).GetByRole(AriaRole.Button, new() { Name = "2024-05-04" }).ClickAsync();
        await Expect(Pane(page)).ToContainTextAsync("\"date_order\": \"day_first\"");
        await Expect(Pane(page)).ToContainTextAsync("\"acme\": {");
        await Pane(page).GetByRole(AriaRole.Button, new() { Name = "2024-04-05" }).ClickAsync();
        await Expect(Pane(page)).ToContainTextAsync("\"date_order\": \"month_first\"");
        page.AssertNoErrors();
    }

    [BrowserFact]
    public async Task A_setting_is_tried_on_all_entries_of_the_cause_before_the_host_gets_it()
    {
        await using var host = await PageHost.StartAsync();
        await host.IngestAsync(TwoDates, TwoMore, NoAmount);
        await using var page = await EventsPage.OpenAsync(browser, host, "?view=failed");
        await Rows(page.Failed).Filter(new() { HasText = "acme" }).First.ClickAsync();

        await Pane(page).GetByRole(AriaRole.Button, new() { Name = "2024-05-04" }).ClickAsync();
        await Pane(page).GetByRole(AriaRole.Button, new() { Name = "Try it on all like this" }).ClickAsync();
        var dialog = page.Tab.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("Try another schema on 2 entries");
        await Expect(dialog).ToContainTextAsync("2 of 2 would be understood.");

        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "Schema" }).FillAsync("{ no JSON");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Try" }).ClickAsync();
        await Expect(dialog).ToContainTextAsync("This is no JSON");
        await page.Tab.Keyboard.PressAsync("Escape");
        await Expect(Rows(page.Failed)).ToHaveCountAsync(3);
        page.AssertNoErrors();
    }

    [BrowserFact]
    public async Task An_edit_shows_what_it_changes_and_what_would_be_read_and_is_stored_once()
    {
        await using var host = await PageHost.StartAsync();
        await host.IngestAsync(NoAmount);
        await using var page = await EventsPage.OpenAsync(browser, host, "?view=failed");
        await Rows(page.Failed).ClickAsync();
        await Pane(page).GetByRole(AriaRole.Button, new() { Name = "Edit and retry" }).ClickAsync();
        var text = page.Tab.GetByRole(AriaRole.Textbox, new() { Name = "Edited event" });
        await Expect(text).ToBeFocusedAsync();

        await text.FillAsync(NoAmount.Replace("}", ",\"amount\":7}", StringComparison.Ordinal));
        await Expect(Pane(page).Locator("ins")).ToHaveTextAsync(",\"amount\":7");
        await Expect(Pane(page).Locator("del")).ToHaveCountAsync(0);
        await Expect(Pane(page)).ToContainTextAsync("It would be read.");
        await Pane(page).GetByRole(AriaRole.Textbox, new() { Name = "Note" }).FillAsync("asked the shop");
        await Pane(page).GetByRole(AriaRole.Button, new() { Name = "Save and retry" }).ClickAsync();

        await Expect(page.Tab.GetByText("Stored now.")).ToBeVisibleAsync();
        await Expect(Pane(page)).ToContainTextAsync("Settled");
        await Expect(Pane(page).Locator(".history")).ToContainTextAsync("asked the shop");
        await page.ShowAsync("Events");
        await Expect(EventsPage.Row(page.Processed, "bodega")).ToHaveCountAsync(1);
        page.AssertNoErrors();
    }

    [BrowserFact]
    public async Task Nothing_is_discarded_without_a_note_and_the_entry_says_who_did_it_and_why()
    {
        await using var host = await PageHost.StartAsync();
        await host.IngestAsync(NoAmount);
        await using var page = await EventsPage.OpenAsync(browser, host, "?view=failed");
        await Rows(page.Failed).ClickAsync();
        await Pane(page).GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();
        var dialog = page.Tab.GetByRole(AriaRole.Dialog);

        await dialog.GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();
        await Expect(dialog).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "Note" }).FillAsync("a test of the shop");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();

        await Expect(dialog).ToBeHiddenAsync();
        await Expect(Pane(page).Locator(".history")).ToContainTextAsync("Discarded by");
        await Expect(Pane(page).Locator(".history")).ToContainTextAsync("a test of the shop");
        await Expect(page.Tab.GetByText("Nothing failed.")).ToBeVisibleAsync();
        page.AssertNoErrors();
    }

    [BrowserFact]
    public async Task A_retry_of_many_tells_first_what_would_come_of_it_and_then_what_came_of_it()
    {
        await using var host = await PageHost.StartAsync();
        await host.IngestAsync(TwoDates, TwoMore, NoAmount);
        await using var page = await EventsPage.OpenAsync(browser, host, "?view=failed");

        await page.Tab.GetByRole(AriaRole.Button, new() { Name = "Retry all of these" }).ClickAsync();
        var dialog = page.Tab.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("0 of 3 would be understood, 3 refused again");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Retry" }).ClickAsync();

        var operation = page.Tab.GetByRole(AriaRole.List, new() { Name = "Operations" });
        await Expect(operation).ToContainTextAsync("3 of 3 entries");
        await Expect(operation).ToContainTextAsync("3 refused again");
        page.AssertNoErrors();
    }

    [BrowserFact]
    public async Task A_row_is_retried_by_its_button_and_what_came_of_it_is_said()
    {
        await using var host = await PageHost.StartAsync();
        await host.IngestAsync(NoAmount);
        await using var page = await EventsPage.OpenAsync(browser, host, "?view=failed");

        await Rows(page.Failed).GetByRole(AriaRole.Button, new() { Name = "Retry", Exact = true }).ClickAsync();
        await Expect(page.Tab.GetByText("Refused again: amount is missing.")).ToBeVisibleAsync();
        await Expect(Rows(page.Failed)).ToHaveCountAsync(1);
        page.AssertNoErrors();
    }

    [BrowserFact]
    public async Task Hostile_text_is_shown_as_text_and_a_long_one_does_not_hide_its_mark()
    {
        await using var host = await PageHost.StartAsync();
        await host.IngestAsync(
            "{\"client\":\"a\u202Eb<img src=x onerror=alert(1)>\",\"metric\":\"m\",\"amount\":1,\"ts\":1705314600}",
            "{\"client\":\"long\",\"note\":\"" + Long
                + "\",\"metric\":\"m\",\"amount\":\"9 apples\",\"ts\":1705314600}");
        await using var page = await EventsPage.OpenAsync(browser, host, "?view=failed");
        await EventsPage.Row(page.Failed, "invisible characters").ClickAsync();
        await Expect(Pane(page).Locator("mark")).ToContainTextAsync("a\\u202eb<img src=x onerror=alert(1)>");
        await Expect(page.Tab.Locator("img")).ToHaveCountAsync(0);
        await Pane(page).GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();

        await EventsPage.Row(page.Failed, "long").ClickAsync();
        await Expect(Pane(page).Locator("mark")).ToHaveTextAsync("\"9 apples\"");
        await Expect(Pane(page).Locator("mark")).ToBeInViewportAsync();
        page.AssertNoErrors();
    }

    [BrowserFact]
    public async Task The_keyboard_alone_picks_opens_and_retries()
    {
        await using var host = await PageHost.StartAsync();
        await host.IngestAsync(TwoDates, NoAmount);
        await using var page = await EventsPage.OpenAsync(browser, host, "?view=failed");
        await Expect(Rows(page.Failed)).ToHaveCountAsync(2);

        await page.Tab.Keyboard.PressAsync("j");
        await page.Tab.Keyboard.PressAsync("x");
        await Expect(page.Tab.GetByText("1 selected")).ToBeVisibleAsync();
        await page.Tab.Keyboard.PressAsync("j");
        await page.Tab.Keyboard.PressAsync("x");
        await page.Tab.Keyboard.PressAsync("r");
        await Expect(page.Tab.GetByRole(AriaRole.Dialog)).ToContainTextAsync("0 of 2 would be understood");
        await page.Tab.Keyboard.PressAsync("Escape");
        await page.Tab.Keyboard.PressAsync("k");
        await page.Tab.Keyboard.PressAsync("Enter");
        await Expect(Pane(page)).ToContainTextAsync("As sent");
        await page.Tab.Keyboard.PressAsync("Escape");
        await Expect(Pane(page)).ToHaveCountAsync(0);
        page.AssertNoErrors();
    }

    private static ILocator Pane(EventsPage page) =>
        page.Tab.GetByRole(AriaRole.Complementary, new() { Name = "Failed event" });

    private static ILocator Rows(ILocator table) => table.Locator("[role=row][data-key]");
}
