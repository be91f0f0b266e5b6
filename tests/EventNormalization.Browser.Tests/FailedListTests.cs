using System;
using System.Threading.Tasks;
using EventNormalization.Browser.Tests.Harness;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EventNormalization.Browser.Tests;

/// <summary>What the list of failed events does while it is looked at.</summary>
[Collection(SharedBrowser.Name)]
public sealed class FailedListTests(BrowserFixture browser)
{
    private const string NoAmount = """{"client":"bodega","metric":"sales","timestamp":"2024-05-04T10:30:00Z"}""";

    [BrowserFact]
    public async Task Enter_on_a_rows_Retry_button_retries_and_does_not_open_the_row()
    {
        await using var host = await PageHost.StartAsync();
        await host.IngestAsync(NoAmount);
        await using var page = await EventsPage.OpenAsync(browser, host, "?view=failed");
        var retry = page.Failed.GetByRole(AriaRole.Button, new() { Name = "Retry", Exact = true });

        await retry.FocusAsync();
        await page.Tab.Keyboard.PressAsync("Enter");

        await Expect(page.Tab.GetByText("Refused again: amount is missing.")).ToBeVisibleAsync();
        await Expect(retry).ToBeFocusedAsync();
        await Expect(page.Tab.GetByRole(AriaRole.Complementary, new() { Name = "Failed event" })).ToHaveCountAsync(0);
        Assert.DoesNotContain("row=", page.Tab.Url, StringComparison.Ordinal);
        page.AssertNoErrors();
    }

    [BrowserFact]
    public async Task What_somebody_else_discards_goes_from_the_list_by_itself()
    {
        await using var host = await PageHost.StartAsync();
        await host.IngestAsync(NoAmount);
        await using var page = await EventsPage.OpenAsync(browser, host, "?view=failed");
        await Expect(EventsPage.Row(page.Failed, "bodega")).ToBeVisibleAsync();
        await page.IsLiveAsync();

        await using var other = await EventsPage.OpenAsync(browser, host, "?view=failed");
        await EventsPage.Row(other.Failed, "bodega").ClickAsync();
        await other.Tab.Locator(".entry-actions").GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();
        var dialog = other.Tab.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "Note" }).FillAsync("a test");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();

        await Expect(page.Tab.GetByText("Nothing failed.")).ToBeVisibleAsync();
        page.AssertNoErrors();
    }
}
