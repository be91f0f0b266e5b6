using System.Diagnostics;
using NodaTime;

namespace EventNormalization.Totals;

/// <summary>A stretch of time that events are grouped by.</summary>
/// <remarks>Immutable. Equal when all members are.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed record TotalsWindow
{
    /// <summary>When it begins; this instant is in it.</summary>
    public required Instant Start { get; init; }

    /// <summary>
    /// When it ends; this instant is in the next one. The last window there is ends with
    /// <see cref="Instant.MaxValue"/>, which is in it.
    /// </summary>
    public required Instant End { get; init; }

    /// <summary>Where it begins, in ISO 8601 by the clock of its zone.</summary>
    /// <remarks>
    /// A date for windows of whole dates (<c>2024-03-10</c>), else with time and offset
    /// (<c>2024-03-10T13:00:00-04:00</c>, at UTC <c>2024-03-10T17:00:00Z</c>).
    /// </remarks>
    public required string Text { get; init; }

    /// <summary>The text of its beginning.</summary>
    /// <returns><see cref="Text"/>.</returns>
    public override string ToString() => Text;
}
