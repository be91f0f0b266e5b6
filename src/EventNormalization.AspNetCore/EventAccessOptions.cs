using System;
using System.Security.Claims;
using EventNormalization.Access;

namespace EventNormalization;

/// <summary>Who may do what over HTTP, beside what the endpoints themselves require.</summary>
/// <remarks>
/// <para>A value is the name of an authorization policy of the host, which is checked in addition to the endpoints'
/// own, also where those allow anonymous callers. Without a value, whoever passes the endpoints' own authorization has
/// the right; raw bytes are the exception.</para>
/// <para>Outside Development an endpoint that nothing protects answers 403: it needs an authorization policy, a
/// fallback policy, the policy of its right here, or an explicit AllowAnonymous.</para>
/// </remarks>
public sealed class EventAccessOptions
{
    /// <summary>In place of a policy: whoever passes the endpoints' own authorization.</summary>
    public const string Anyone = "*";

    /// <summary>What holds where the host sets nothing.</summary>
    internal static EventAccessOptions Default { get; } = new();

    /// <summary>The policy of who may send events.</summary>
    public string? Ingest { get; set; }

    /// <summary>The policy of who may read events, failed events and totals, without raw bytes.</summary>
    public string? Read { get; set; }

    /// <summary>The policy of who may retry, edit, discard, archive and reopen failed events.</summary>
    public string? Manage { get; set; }

    /// <summary>
    /// The policy of who may see raw bytes, which may hold personal data. Without one, everyone in Development and
    /// nobody elsewhere; <see cref="Anyone"/> shows them to whoever may read.
    /// </summary>
    public string? Payloads { get; set; }

    /// <summary>The policy of who may make stores fail on purpose, where the host allows that at all.</summary>
    public string? Simulate { get; set; }

    /// <summary>
    /// Whether a caller may send events of a client, asked for each event once its client id is read and before
    /// anything is stored. What may not be sent is neither kept nor acknowledged. <see langword="null"/>: everyone who
    /// may send may send for every client.
    /// </summary>
    /// <remarks>It is called from several threads at once, and for each event: it must be quick.</remarks>
    public Func<ClaimsPrincipal, string, bool>? MaySend { get; set; }

    /// <summary>
    /// How many requests of one caller are served a second, at least 1; <see langword="null"/>: any number. The caller
    /// is the authenticated name identifier, or else the remote address.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int? CallerRequestsPerSecondMax { get; set => field = AtLeastOne(value); }

    /// <summary>
    /// How many requests are served a second in all, at least 1; <see langword="null"/>: any number.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int? RequestsPerSecondMax { get; set => field = AtLeastOne(value); }

    internal string? PolicyOf(EventRight right) => right switch
    {
        EventRight.Ingest => Ingest,
        EventRight.Read => Read,
        EventRight.Manage => Manage,
        EventRight.Payloads => Payloads,
        EventRight.Simulate => Simulate,
    };

    private static int? AtLeastOne(int? value)
    {
        if (value is { } number)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(number, 1, nameof(value));
        }

        return value;
    }
}
