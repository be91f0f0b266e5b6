using System.Diagnostics;
using System.Globalization;
using NodaTime;

namespace EventNormalization.Aggregation;

/// <summary>The total of the inputs of one window of time.</summary>
/// <typeparam name="TResult">The type of the total.</typeparam>
/// <remarks>Immutable.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class AggregateWindow<TResult>
{
    internal AggregateWindow(Instant start, Instant end, TResult total) => (Start, End, Total) = (start, end, total);

    /// <summary>The first instant of the window.</summary>
    public Instant Start { get; }

    /// <summary>The first instant after the window.</summary>
    public Instant End { get; }

    /// <summary>The total of the inputs from the start to before the end.</summary>
    public TResult Total { get; }

    /// <summary>The bounds and the total under the invariant culture.</summary>
    /// <returns>A text such as <c>[2024-01-15T10:00:00Z, 2024-01-15T11:00:00Z): 3</c>.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"[{Start}, {End}): {Total}");
}
