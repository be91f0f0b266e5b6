using System.Text.Json;
using System.Threading.Tasks;
using EventNormalization.Browser.Tests.Harness;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EventNormalization.Browser.Tests;

[Collection(SharedBrowser.Name)]
public sealed class HostileContentTests(BrowserFixture browser)
{
    [BrowserTheory]
    [InlineData("<img src=x onerror=window.hit=1>")]
    [InlineData("<script>window.hit=1</script>")]
    [InlineData("\"><svg onload=window.hit=1>")]
    [InlineData("javascript:window.hit=1//'")]
    [InlineData("{{7*7}}${window.hit=1}")]
    [InlineData("__proto__")]
    [InlineData("constructor")]
    public async Task Markup_in_an_event_is_text_everywhere(string client)
    {
        await using var host = await PageHost.StartAsync();
        await host.IngestAsync(
            JsonSerializer.Serialize(new { client, metric = client, amount = 1, ts = 1772439300, note = client }),
            JsonSerializer.Serialize(new { client, metric = client, amount = client, ts = client }));
        await using var page = await EventsPage.OpenAsync(browser, host);
        var row = page.Processed.GetByRole(AriaRole.Row).Nth(1);

        await Expect(row).ToContainTextAsync(client);
        await row.ClickAsync();
        await Expect(page.Pane).ToContainTextAsync("Identity");
        foreach (var view in new[] { "Failed", "Totals", "Balance" })
        {
            await page.ShowAsync(view);
            await Expect(page.Tab.Locator("main")).ToContainTextAsync(client);
        }

        Assert.False(await page.Tab.EvaluateAsync<bool>("() => 'hit' in window"));
        Assert.Equal(0, await page.Tab.Locator("main img, main script, #side img, #side script").CountAsync());
        page.AssertNoErrors();
    }

    [BrowserFact]
    public async Task Bidirectional_and_invisible_characters_of_the_bytes_are_shown_as_escapes()
    {
        await using var host = await PageHost.StartAsync();
        const string Note = "a\u202Eb\u200Bc";
        await host.IngestAsync($$"""{"client":"acme","metric":"sales","amount":1,"ts":1772439300,"note":"{{Note}}"}""");
        await using var page = await EventsPage.OpenAsync(browser, host);

        await page.Processed.GetByRole(AriaRole.Row).Nth(1).ClickAsync();

        await Expect(page.Tab.Locator(".bytes .unseen")).ToHaveTextAsync(["\\u202e", "\\u200b"]);
    }

    [BrowserFact]
    public async Task A_text_of_a_hundred_kilobytes_is_cut_and_shown_whole_when_asked()
    {
        await using var host = await PageHost.StartAsync();
        var note = new string('x', 100_000) + "END";
        await host.IngestAsync($$"""{"client":"acme","metric":"sales","amount":1,"ts":1772439300,"note":"{{note}}"}""");
        await using var page = await EventsPage.OpenAsync(browser, host);

        await page.Processed.GetByRole(AriaRole.Row).Nth(1).ClickAsync();
        var bytes = page.Tab.Locator("pre.bytes").First;
        await Expect(bytes).ToContainTextAsync("acme");
        await Expect(bytes).Not.ToContainTextAsync("END");
        await page.Tab.GetByRole(AriaRole.Button, new() { NameRegex = new("^Show all 100") }).ClickAsync();

        await Expect(bytes).ToContainTextAsync("xEND");
        page.AssertNoErrors();
    }
}
