using System;
using System.IO;
using System.Threading.Tasks;
using EventNormalization.Browser.Tests.Harness;
using EventNormalization.Tests;
using Microsoft.Playwright;
using Xunit;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace EventNormalization.Browser.Tests;

/// <summary>
/// Nothing reaches out of its window, and each view has a picture in docs/images; with <c>EN_SCREENSHOTS=1</c> it
/// writes them.
/// </summary>
[Collection(SharedBrowser.Name)]
public sealed class ScreenshotTests(BrowserFixture browser, ITestOutputHelper output)
{
    /// <summary>What is beyond the window's edges and cannot be scrolled to, nor is cut with a sign of it.</summary>
    private const string Outside =
        """
        () => [...document.querySelectorAll('body *:not(.skip, .away)')].filter((one) => {
            const box = one.getBoundingClientRect();
            for (let up = one.parentElement; up !== document.body; up = up.parentElement) {
                const { overflowX, textOverflow } = getComputedStyle(up);
                if (/auto|scroll/.test(overflowX) || textOverflow === 'ellipsis') {
                    return false;
                }
            }
            return box.width > 0 && (box.left < -0.5 || box.right > innerWidth + 0.5);
        }).map((one) => one.outerHTML.slice(0, 120))
        """;

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
            await TakeAsync(page, $"{view.Name}-{name}");
        }

        await page.GoAsync("?submit=open");
        await page.Text.FillAsync(Samples.Messy);
        await Expect(page.Tab.Locator(".would")).ToContainTextAsync("1234.5");
        await TakeAsync(page, $"submit-{name}");
        await page.GoAsync("");
        await EventsPage.Row(page.Processed, "Duplicate").First.ClickAsync();
        await Expect(page.Pane).ToContainTextAsync("Identity");
        await TakeAsync(page, $"event-{name}");
        await page.GoAsync("?view=failed");
        await EventsPage.Row(page.Failed, "acme").First.ClickAsync();
        await Expect(page.Tab.Locator("#side")).ToContainTextAsync("apples");
        await TakeAsync(page, $"failed-event-{name}");
        page.AssertNoErrors();
    }

    private static string Images => Repository.PathOf("docs/images");

    private async Task TakeAsync(EventsPage page, string name)
    {
        var file = Path.Combine(Images, name + ".png");
        await page.FramesAsync();
        Assert.Empty(await page.Tab.EvaluateAsync<string[]>(Outside));
        if (Writes)
        {
            await page.Tab.ScreenshotAsync(new() { Type = ScreenshotType.Png, Path = file });
            output.WriteLine(file);
        }

        Assert.True(File.Exists(file), $"{file} is not there: EN_SCREENSHOTS=1 writes it.");
    }
}
