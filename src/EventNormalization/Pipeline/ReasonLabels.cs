using System;
using System.Collections.Frozen;
using EventNormalization.Normalization;

namespace EventNormalization.Pipeline;

/// <summary>Reason codes as tags of a closed set: a field of the schema, and a known problem.</summary>
/// <remarks>
/// A parser of a host's own may call a problem as it likes, even by what it read. Its code is <c>field.other</c>, so
/// that it neither fills a store of measurements nor tells it what an event says.
/// </remarks>
internal static class ReasonLabels
{
    /// <summary>The problem that stands for all that the library does not know.</summary>
    public const string Other = "other";

    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.Ordinal,
        Problems.Missing, Problems.Conflict, Problems.Kind, Problems.Format, Problems.Sign, Problems.Ambiguous,
        Problems.Incomplete, Problems.Nonexistent, Problems.Range, Problems.Precision, Problems.TooLong,
        Problems.Characters, Problems.ParserFailed,
        "syntax", "encoding", "duplicate_key", "too_deep", "too_large", "number", "records", "schema_unknown",
        "schema_ambiguous", "unavailable", "unmaskable");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The tag of an error.</summary>
    public static string Of(FieldError error)
    {
        var problem = error.Code.AsSpan(error.Code.LastIndexOf('.') + 1);
        return Lookup.Contains(problem) ? error.Code : error.Field + "." + Other;
    }
}
