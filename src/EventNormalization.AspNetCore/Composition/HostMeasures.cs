using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using EventNormalization.Totals;

namespace EventNormalization.Composition;

/// <summary>The measures that a query of the host may name: those of the library, and the host's own.</summary>
internal sealed class HostMeasures
{
    private readonly Dictionary<string, Measure> _own;

    /// <exception cref="ArgumentException">Two of them have one name.</exception>
    public HostMeasures(IEnumerable<Measure> own)
    {
        var groups = own.Distinct().GroupBy(measure => measure.Name, StringComparer.Ordinal).ToArray();
        if (groups.FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException(
                $"AddMeasure: found {string.Join(" and ", twice)}, expected one measure of a name.");
        }

        _own = groups.ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
    }

    /// <summary>The names of all, with what varies in capitals: the library's, then the host's own.</summary>
    public IReadOnlyList<string> Names =>
    [
        .. Measures.Standard.Select(measure => measure.Name), "first", "latest", "p50", "p90", "p95", "p99",
        "histogram", "distinct:FIELD", "distinct~:FIELD", "top:N:FIELD", .. Own,
    ];

    /// <summary>The names of the host's own.</summary>
    public IReadOnlyList<string> Own => [.. _own.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Finds a measure by name: the host's, or one of <see cref="Measures"/>.</summary>
    public bool TryFind(string name, [NotNullWhen(true)] out Measure? measure) =>
        _own.TryGetValue(name, out measure) || Measures.TryFind(name, out measure);
}
