using System.Threading.Tasks;
using EventNormalization.Browser.Tests.Harness;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EventNormalization.Browser.Tests;

/// <summary>An edit of a failed event is not lost by accident.</summary>
[Collection(SharedBrowser.Name)]
public sealed class UnsavedEditTests(BrowserFixture browser)
{
    private const string NoAmount = """{"client":"bodega","metric":"sales","timestamp":"2024-05-04T10:30:00Z"}""";

    private const string NoTime = """{"client":"acme","metric":"sales","amount":3}""";

    [BrowserFact]
    public async Task Escape_asks_before_it_discards_an_edit_and_the_edit_goes_on_if_one_says_so()
    {
        await using var host = await PageHost.StartAsync();
        await host.IngestAsync(NoAmount);
        await using var page = await EventsPage.OpenAsync(browser, host, "?view=failed");
        var text = await EditAsync(page, "amount is missing", "half an edit");

        await page.Tab.Keyboard.PressAsync("Escape");
        await page.Tab.Keyboard.PressAsync("Escape");
        await Dialog(page).GetByRole(AriaRole.Button, new() { Name = "Go on editing" }).ClickAsync();
        await Expect(text).ToHaveValueAsync("half an edit");
        await page.Tab.Keyboard.PressAsync("Escape");
        await Expect(Dialog(page)).ToBeVisibleAsync();
        await page.Tab.Keyboard.PressAsync("Escape");
        await Expect(Dialog(page)).ToHaveCountAsync(0);
        await Expect(text).ToHaveValueAsync("half an edit");
        await page.Tab.Keyboard.PressAsync("Escape");
        await Dialog(page).GetByRole(AriaRole.Button, new() { Name = "Discard it" }).ClickAsync();

        await Expect(text).ToHaveCountAsync(0);
        Assert.DoesNotContain("row=", page.Tab.Url, System.StringComparison.Ordinal);
        page.AssertNoErrors();
    }

    [BrowserFact]
    public async Task Another_row_another_view_and_the_way_back_ask_too()
    {
        await using var host = await PageHost.StartAsync();
        await host.IngestAsync(NoAmount, NoTime);
        await using var page = await EventsPage.OpenAsync(browser, host, "?view=failed");
        var text = await EditAsync(page, "amount is missing", "half an edit");
        var address = page.Tab.Url;

        await EventsPage.Row(page.Failed, "timestamp is missing").ClickAsync();
        await StayAsync(page);
        await page.ShowAsync("Totals");
        await StayAsync(page);
        await page.Tab.EvaluateAsync("() => history.back()");
        await StayAsync(page);

        await Expect(text).ToHaveValueAsync("half an edit");
        Assert.Equal(address, page.Tab.Url);
        await page.ShowAsync("Totals");
        await Dialog(page).GetByRole(AriaRole.Button, new() { Name = "Discard it" }).ClickAsync();
        await Expect(page.Tab.GetByText("No events yet.")).ToBeVisibleAsync();
        page.AssertNoErrors();
    }

    [BrowserFact]
    public async Task Where_nothing_was_edited_nothing_is_asked()
    {
        await using var host = await PageHost.StartAsync();
        await host.IngestAsync(NoAmount);
        await using var page = await EventsPage.OpenAsync(browser, host, "?view=failed");
        var text = await EditAsync(page, "amount is missing", NoAmount);

        await page.Tab.Keyboard.PressAsync("Escape");
        await page.Tab.Keyboard.PressAsync("Escape");

        await Expect(text).ToHaveCountAsync(0);
        await Expect(Dialog(page)).ToHaveCountAsync(0);
    }

    private static ILocator Dialog(EventsPage page) =>
        page.Tab.GetByRole(AriaRole.Dialog, new() { Name = "Discard the edit?" });

    private static async Task StayAsync(EventsPage page)
    {
        await Dialog(page).GetByRole(AriaRole.Button, new() { Name = "Go on editing" }).ClickAsync();
        await Expect(Dialog(page)).ToHaveCountAsync(0);
    }

    private static async Task<ILocator> EditAsync(EventsPage page, string row, string text)
    {
        await EventsPage.Row(page.Failed, row).ClickAsync();
        await page.Tab.GetByRole(AriaRole.Button, new() { Name = "Edit and retry" }).ClickAsync();
        var box = page.Tab.GetByRole(AriaRole.Textbox, new() { Name = "Edited event" });
        await box.FillAsync(text);
        return box;
    }
}
