using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading.Tasks;
using static Microsoft.Playwright.Assertions;

namespace EventNormalization.Browser.Tests.Harness;

/// <summary>A store as a busy week leaves it, and the views that are looked at.</summary>
internal static class Samples
{
    /// <summary>An event with something to clean in every field.</summary>
    public const string Messy =
        """{"source":" shop-berlin ","metric":"Sales","amount":"1.234,50 €","ts":"2026-03-02T09:15:00+01:00"}""";

    private static readonly string[] Clients =
        ["shop-berlin", "acme", "O'Neill & Sons", "Café Zürich", "tenant-4711"];

    private static readonly string[] Metrics = ["sales", "refunds", "signups"];

    private static readonly string[] Broken =
    [
        """{"client":"acme","metric":"sales","amount":"5 apples","ts":"2026-03-02T10:00:00Z"}""",
        """{"client":"acme","metric":"sales","amount":"7 apples","ts":"2026-03-02T11:00:00Z"}""",
        """{"client":"shop-berlin","metric":"sales","amount":12,"timestamp":"03/04/2026 10:00"}""",
        """{"client":"shop-berlin","metric":"sales","amount":13,"timestamp":"04/05/2026 10:00"}""",
        """{"client":"shop-berlin","metric":"refunds","value":10,"total":12,"timestamp":"2026-03-02T10:00:00Z"}""",
        """{"client":"tenant-4711","metric":"sales","timestamp":"2026-03-02T10:00:00Z"}""",
        """{"metric":"sales","amount":1,"timestamp":"2026-03-02T10:00:00Z"}""",
        """{"client":"tenant-4711","metric":"sales","amount":1,"timestamp":"2026-03-02T10:00""",
    ];

    /// <summary>The views by name, address, and what tells that they are drawn.</summary>
    public static IReadOnlyList<SampleView> Views { get; } =
    [
        new("events", "", page => Expect(EventsPage.Row(page.Processed, "acme").First).ToBeVisibleAsync()),
        new("failed", "?view=failed", page => Expect(EventsPage.Row(page.Failed, "acme").First).ToBeVisibleAsync()),
        new("totals", "?view=totals", page => Expect(page.Totals).ToContainTextAsync("acme")),
        new("balance", "?view=balance", page => Expect(page.Tab.GetByText("Nothing is lost.")).ToBeVisibleAsync()),
    ];

    public static async Task IngestAsync(PageHost host)
    {
        for (var number = 0; number < 400; number++)
        {
            var text = Event(number);
            await host.IngestAsync(text);
            if (number % 9 == 0)
            {
                await host.IngestAsync(text.Replace("\"client\"", "\"customer\"", StringComparison.Ordinal));
            }
        }

        await host.IngestAsync([.. Broken, Broken[0], Broken[0]]);
    }

    private static string Event(int number)
    {
        var client = Clients[number * 7 % 11 % Clients.Length];
        var metric = Metrics[number % 5 % Metrics.Length];
        var cents = (number * 7919 % 40_000) + 350;
        var sign = metric == "refunds" ? "-" : "";
        var amount = metric == "signups" ? "1"
            : string.Create(CultureInfo.InvariantCulture, $"{sign}{cents / 100}.{cents % 100:00}");
        var currency = metric == "signups" ? "" : client == "acme" ? ",\"currency\":\"USD\"" : ",\"currency\":\"EUR\"";
        var time = 1_772_409_600 + (number * 1511);
        return $$"""{"client":"{{client}}","metric":"{{metric}}","amount":"{{amount}}"{{currency}},"ts":{{time}}}""";
    }
}

/// <summary>A view that is looked at.</summary>
internal sealed record SampleView(string Name, string Query, Func<EventsPage, Task> WaitAsync);
