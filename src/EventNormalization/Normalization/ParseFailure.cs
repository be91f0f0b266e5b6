using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>Why a field parser refused a value.</summary>
/// <remarks>
/// Immutable. The reason code of the field error is the field's name, a point and <see cref="Problem"/>.
/// </remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed class ParseFailure
{
    /// <summary>The second half of the reason code, one of <see cref="Problems"/> or a word of a host's own.</summary>
    public required string Problem { get; init; }

    /// <summary>What would have been read, as a noun phrase: <c>a decimal number such as 12.50</c>.</summary>
    public required string Expected { get; init; }

    /// <summary>
    /// The readings between which the parser would have had to guess, in canonical form; mostly empty.
    /// </summary>
    public IReadOnlyList<string> Candidates { get; init; } = Array.Empty<string>();

    /// <summary>The instants of the candidates, in their order, where those of the future are none.</summary>
    internal Instant[]? CandidateInstants { get; init; }

    private string DebuggerDisplay => string.Create(
        CultureInfo.InvariantCulture, $"{Problem}: expected {Expected}");

    /// <summary>
    /// The candidates of a value that was received so that nothing later than this instant is likely.
    /// </summary>
    internal IReadOnlyList<string> CandidatesUntil(Instant latest)
    {
        if (CandidateInstants is null)
        {
            return Candidates;
        }

        var count = Array.FindLastIndex(CandidateInstants, instant => instant <= latest) + 1;
        return count == Candidates.Count ? Candidates : [.. Candidates.Take(count)];
    }
}
