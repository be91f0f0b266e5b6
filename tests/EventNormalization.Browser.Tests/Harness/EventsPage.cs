using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Xunit;

namespace EventNormalization.Browser.Tests.Harness;

/// <summary>The page in one tab, by the names that its users hear and see.</summary>
internal sealed class EventsPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly PageHost _host;
    private readonly List<string> _errors = [];

    private EventsPage(PageHost host, IBrowserContext context, IPage tab)
    {
        (_host, _context, Tab) = (host, context, tab);

        // An answer of the API that is no success is said in the console too; what a script throws is an error.
        tab.PageError += (_, error) => _errors.Add(error);
        tab.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
            {
                _errors.Add(message.Text);
            }
        };
    }

    public IPage Tab { get; }

    public ILocator Text => Tab.GetByRole(AriaRole.Textbox, new() { Name = "Raw event JSON" });

    public ILocator Submit => Tab.GetByRole(AriaRole.Button, new() { Name = "Submit" });

    public ILocator Processed => Tab.GetByRole(AriaRole.Table, new() { Name = "Processed events" });

    public ILocator Failed => Tab.GetByRole(AriaRole.Table, new() { Name = "Failed events" });

    public ILocator Totals => Tab.GetByRole(AriaRole.Table, new() { Name = "Totals" });

    /// <summary>What the open row holds.</summary>
    public ILocator Pane => Tab.GetByRole(AriaRole.Complementary, new() { Name = "Event", Exact = true });

    public ILocator Simulation => Tab.GetByRole(AriaRole.Group, new() { Name = "Simulate failures" });

    /// <summary>Opens a tab with a profile of its own.</summary>
    public static async Task<EventsPage> OpenAsync(
        BrowserFixture fixture, PageHost host, string query = "", BrowserNewContextOptions? options = null)
    {
        options ??= new BrowserNewContextOptions();
        options.ViewportSize ??= new ViewportSize { Width = 1440, Height = 900 };
        options.Locale = "en-GB";
        options.TimezoneId = "Europe/Berlin";
        var context = await fixture.Browser.NewContextAsync(options);
        context.SetDefaultTimeout(30_000);
        Assertions.SetDefaultExpectTimeout(30_000);
        var page = new EventsPage(host, context, await context.NewPageAsync());
        await page.GoAsync(query);
        return page;
    }

    /// <summary>Opens another tab of the same profile.</summary>
    public async Task<EventsPage> OpenAnotherAsync()
    {
        var page = new EventsPage(_host, _context, await _context.NewPageAsync());
        await page.GoAsync("");
        return page;
    }

    public Task GoAsync(string query) => Tab.GotoAsync(_host.Address + query);

    public Task ShowAsync(string view) =>
        Tab.GetByRole(AriaRole.Navigation, new() { Name = "Views" })
            .GetByRole(AriaRole.Link, new() { Name = view }).ClickAsync();

    /// <summary>Writes a text into the box and submits it.</summary>
    public async Task SubmitAsync(string text)
    {
        await Text.FillAsync(text);
        await Submit.ClickAsync();
    }

    public Task SimulateAsync(string mode) =>
        Simulation.GetByRole(AriaRole.Radio, new() { Name = mode }).CheckAsync();

    /// <summary>What comes in from now on is told to the page.</summary>
    public Task IsLiveAsync() => Assertions.Expect(
        Tab.GetByRole(AriaRole.Button, new() { Name = "Live", Exact = true })).ToBeVisibleAsync();

    /// <summary>Loads the page anew; its stream gives no answer.</summary>
    public async Task WithoutStreamAsync()
    {
        await Tab.RouteAsync("**/api/stream?*", _ => Task.CompletedTask);
        await Tab.ReloadAsync();
    }

    /// <summary>Tells the page what the stream tells, as the tab does that reads it for all.</summary>
    public Task TellAsync(string name, string json) => Tab.EvaluateAsync(
        """
        ([name, json]) => {
            const channel = new BroadcastChannel('events ' + new URL('.', document.baseURI).pathname);
            channel.postMessage({ name, data: JSON.parse(json) });
            channel.close();
        }
        """,
        new[] { name, json });

    /// <summary>Waits until what was begun is drawn.</summary>
    public Task FramesAsync() => Tab.EvaluateAsync(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");

    /// <summary>The row of a table that holds a text.</summary>
    public static ILocator Row(ILocator table, string text) =>
        table.GetByRole(AriaRole.Row).Filter(new() { HasText = text });

    /// <summary>Nothing was thrown, and no rule of the content policy was broken.</summary>
    public void AssertNoErrors() => Assert.Empty(_errors);

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
