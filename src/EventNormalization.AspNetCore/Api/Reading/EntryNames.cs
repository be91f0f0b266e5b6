using System;
using EventNormalization.Totals;

namespace EventNormalization.Api.Reading;

/// <summary>What the key and the value of a list's lines are called.</summary>
internal static class EntryNames
{
    /// <summary>The names for a measure: those of a host's own are called key and value.</summary>
    public static (string Key, string Value) Of(Measure measure) =>
        !Measures.TryFind(measure.Name, out var shipped) || !shipped.Equals(measure) ? ("key", "value")
            : measure.Name.StartsWith("top:", StringComparison.Ordinal) ? ("value", "count")
            : ("from", "count");
}
