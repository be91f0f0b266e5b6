using System;
using System.IO;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using EventNormalization.Browser.Tests.Harness;
using Microsoft.Playwright;
using Xunit;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace EventNormalization.Browser.Tests;

/// <summary>
/// With <c>EN_SCREENSHOTS=1</c> it writes the pictures of docs/images; without, nothing may be wider than its window.
/// </summary>
[Collection(SharedBrowser.Name)]
public sealed class ScreenshotTests(BrowserFixture browser, ITestOutputHelper output)
{
    private static bool Writes => Environment.GetEnvironmentVariable("EN_SCREENSHOTS") == "1";

    [BrowserTheory]
    [InlineData("desktop", 1440, 900, ColorScheme.Light)]
    [InlineData("dark", 1440, 900, ColorScheme.Dark)]
    [InlineData("phone", 390, 844, ColorScheme.Light)]
    public async Task Each_view_fits_its_window(string name, int width, int height, ColorScheme scheme)
    {
        await using var host = await PageHost.StartAsync();
        await Samples.IngestAsync(host);
        await using var page = await EventsPage.OpenAsync(browser, host, "", new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
        });

        foreach (var view in Samples.Views)
        {
            await page.GoAsync(view.Query);
            await view.WaitAsync(page);
            await TakeAsync(page, $"{view.Name}-{name}", width);
        }

        await page.GoAsync("?submit=open");
        await page.Text.FillAsync(Samples.Messy);
        await Expect(page.Tab.Locator(".would")).ToContainTextAsync("1234.5");
        await TakeAsync(page, $"submit-{name}", width);
        await page.GoAsync("");
        await EventsPage.Row(page.Processed, "Duplicate").First.ClickAsync();
        await Expect(page.Pane).ToContainTextAsync("Identity");
        await TakeAsync(page, $"event-{name}", width);
        await page.GoAsync("?view=failed");
        await EventsPage.Row(page.Failed, "acme").First.ClickAsync();
        await Expect(page.Tab.Locator("#side")).ToContainTextAsync("apples");
        await TakeAsync(page, $"failed-event-{name}", width);
        page.AssertNoErrors();
    }

    private async Task TakeAsync(EventsPage page, string name, int width)
    {
        await page.Tab.EvaluateAsync(
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        Assert.Equal(width, await page.Tab.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        var picture = await page.Tab.ScreenshotAsync(new() { Type = ScreenshotType.Png });
        Assert.True(picture.Length < 400_000, $"{name} has {picture.Length} bytes.");
        if (Writes)
        {
            var file = Path.Combine(Images(), name + ".png");
            await File.WriteAllBytesAsync(file, picture);
            output.WriteLine(file);
        }
    }

    private static string Images([CallerFilePath] string path = "") =>
        Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(path)!, "../../docs/images")).FullName;
}
