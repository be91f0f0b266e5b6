using System.Threading.Tasks;
using EventNormalization.Browser.Tests.Harness;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EventNormalization.Browser.Tests;

[Collection(SharedBrowser.Name)]
public sealed class FailureTests(BrowserFixture browser)
{
    private const string Order = """{"client":"acme","metric":"sales","amount":"12,50 EUR","ts":1772439300}""";

    [BrowserFact]
    public async Task An_event_that_a_failing_store_did_not_take_is_failed_and_after_a_retry_processed_once()
    {
        await using var host = await PageHost.StartAsync();
        await using var page = await EventsPage.OpenAsync(browser, host);

        await page.SimulateAsync("Before the write");
        await Expect(page.Tab.GetByText("Failures are simulated")).ToBeVisibleAsync();
        await page.SubmitAsync(Order);
        await Expect(page.Tab.Locator(".answer")).ToContainTextAsync("Deferred");
        await page.ShowAsync("Failed");
        await page.Tab.GetByRole(AriaRole.Button, new() { Name = "Turn off" }).ClickAsync();
        await Expect(page.Tab.GetByText("Failures are simulated")).ToBeHiddenAsync();
        await Expect(EventsPage.Row(page.Failed, "acme")).ToBeVisibleAsync();
        await EventsPage.Row(page.Failed, "acme").GetByRole(AriaRole.Button, new() { Name = "Retry" }).ClickAsync();
        await Expect(EventsPage.Row(page.Failed, "acme")).ToHaveCountAsync(0);
        await page.ShowAsync("Events");

        await Expect(EventsPage.Row(page.Processed, "acme")).ToHaveCountAsync(1);
        await Expect(EventsPage.Row(page.Processed, "acme")).ToContainTextAsync("1×");
        page.AssertNoErrors();
    }

    [BrowserFact]
    public async Task Balance_adds_up_whatever_came_in()
    {
        await using var host = await PageHost.StartAsync();
        await host.IngestAsync(Order, Order, """{"client":"acme"}""", "no JSON");
        await using var page = await EventsPage.OpenAsync(browser, host, "?view=balance");

        await Expect(page.Tab.GetByText("Nothing is lost.")).ToBeVisibleAsync();
        var equation = page.Tab.GetByRole(AriaRole.Group, new() { Name = "Conservation" });
        await Expect(equation).ToContainTextAsync("4received=1accepted+1duplicates+2rejected");
        var clients = page.Tab.GetByRole(AriaRole.Table, new() { Name = "By client" });
        await Expect(EventsPage.Row(clients, "acme")).ToContainTextAsync("acme3111");
        page.AssertNoErrors();
    }
}
