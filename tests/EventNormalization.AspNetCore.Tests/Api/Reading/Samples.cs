using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace EventNormalization.AspNetCore.Tests.Api.Reading;

/// <summary>Deliveries of three clients; some in two spellings, some broken.</summary>
internal static class Samples
{
    public static readonly string[] Few =
    [
        """{"client":"shop-1","metric":"Sales","amount":"€12.50","ts":"2024-01-15T10:00:00Z","region":"EMEA"}""",
        """{"client":"shop-1","metric":"sales","amount":100,"ts":"2024-01-15T11:30:00Z","currency":"EUR"}""",
        """{"client":"shop-2","metric":"refunds","amount":-7,"ts":"2024-01-14T23:30:00Z","region":"=1+1"}""",
        """{"client":"shop-2","metric":"sales","amount":"3.000","ts":1705314600,"currency":"USD"}""",
        """{"client_id":"shop-1","metric":"sales","amount":100.0,"time":"2024-01-15 11:30:00","currency":"EUR"}""",
        """{"client":"shop-3","metric":"sales","ts":"2024-01-15T12:00:00Z"}""",
        """{"client":"shop-3","metric":"sales","amount":"12,5O","ts":"2024-01-15T12:00:00Z"}""",
        "{broken",
    ];

    /// <summary>Events of one client, a second apart.</summary>
    public static IEnumerable<string> Many(string client, int count) => Enumerable.Range(0, count).Select(i =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"client":"{{client}}","metric":"sales","amount":{{(i * 7) % 101}},"ts":{{1_705_300_000 + i}}}"""));
}
