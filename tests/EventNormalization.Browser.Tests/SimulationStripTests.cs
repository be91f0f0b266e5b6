using System.Text.RegularExpressions;
using System.Threading.Tasks;
using EventNormalization.Browser.Tests.Harness;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EventNormalization.Browser.Tests;

[Collection(SharedBrowser.Name)]
public sealed class SimulationStripTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task The_strip_says_what_is_simulated_and_until_when_after_a_reload_and_in_another_tab()
    {
        await using var host = await PageHost.StartAsync();
        await using var page = await EventsPage.OpenAsync(browser, host);
        await page.SimulateAsync("Answer lost");
        await AssertSaidAsync(page);

        await page.Tab.ReloadAsync();
        await AssertSaidAsync(page);
        var other = await page.OpenAnotherAsync();
        await AssertSaidAsync(other);
        await Strip(other).GetByRole(AriaRole.Button, new() { Name = "Turn off" }).ClickAsync();
        await Expect(Strip(other)).ToBeHiddenAsync();

        await Expect(Strip(page)).ToBeHiddenAsync();
        await Expect(page.Simulation.GetByRole(AriaRole.Radio, new() { Name = "Off" })).ToBeCheckedAsync();
        page.AssertNoErrors();
    }

    [BrowserFact]
    public async Task A_simulation_that_cannot_be_read_any_more_is_still_said()
    {
        await using var host = await PageHost.StartAsync();
        await using var page = await EventsPage.OpenAsync(browser, host);
        await page.SimulateAsync("Down");
        await Expect(Strip(page)).ToContainTextAsync("every call fails");

        await page.Tab.RouteAsync(
            "**/api/simulation", route => route.FulfillAsync(new() { Status = 503, Body = "{}" }));
        await page.Tab.RunAndWaitForResponseAsync(
            () => page.TellAsync("poll", "null"), response => response.Status == 503);
        await Strip(page).GetByRole(AriaRole.Button, new() { Name = "Turn off" }).ClickAsync();

        await Expect(page.Tab.GetByText("The server answered 503.")).ToBeVisibleAsync();
        await Expect(Strip(page)).ToContainTextAsync("every call fails");
        await Expect(page.Simulation.GetByRole(AriaRole.Radio, new() { Name = "Down" })).ToBeCheckedAsync();
    }

    private static ILocator Strip(EventsPage page) => page.Tab.Locator("#strip");

    private static async Task AssertSaidAsync(EventsPage page)
    {
        await Expect(Strip(page)).ToContainTextAsync("it is written, the answer does not arrive");
        await Expect(Strip(page)).ToContainTextAsync(new Regex("until \\d\\d:\\d\\d"));
        await Expect(page.Simulation.GetByRole(AriaRole.Radio, new() { Name = "Answer lost" })).ToBeCheckedAsync();
    }
}
