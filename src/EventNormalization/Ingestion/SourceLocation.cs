using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;

namespace EventNormalization.Ingestion;

/// <summary>Where in which source a delivery stood, such as <c>orders.ndjson line 17</c>.</summary>
/// <remarks><c>default</c> is an unknown location.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public readonly struct SourceLocation
{
    /// <summary>Creates a location.</summary>
    /// <param name="source">The source's name, such as a file's path; <see langword="null"/> if it has none.</param>
    /// <param name="lineNumber">The line on which the value begins, from 1; 0 if it is unknown.</param>
    /// <param name="recordNumber">Which delivery of its line or of its array it is, from 1; 0 if it is unknown.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public SourceLocation(string? source, long lineNumber, int recordNumber = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lineNumber);
        ArgumentOutOfRangeException.ThrowIfNegative(recordNumber);
        Source = source;
        LineNumber = lineNumber;
        RecordNumber = recordNumber;
    }

    /// <summary>The source's name; <see langword="null"/> if it has none.</summary>
    public string? Source { get; }

    /// <summary>The line on which the value begins, from 1; 0 if it is unknown.</summary>
    public long LineNumber { get; }

    /// <summary>
    /// Which delivery of its line, of its array or of its envelope it is, from 1; 0 if it is unknown.
    /// </summary>
    /// <remarks>
    /// Line and record number together identify a delivery within its source. The only one of a line has 1.
    /// </remarks>
    public int RecordNumber { get; init; }

    /// <summary>
    /// Source, line and record number, the last only if it is more than 1; empty if the location is unknown.
    /// </summary>
    /// <returns>A text for messages, not for parsing.</returns>
    public override string ToString()
    {
        var line = LineNumber == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"line {LineNumber}");
        var record = RecordNumber <= 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"record {RecordNumber}");
        return string.Join(' ', new[] { Source, line, record }.Where(part => !string.IsNullOrEmpty(part)));
    }
}
