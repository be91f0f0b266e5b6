using System;
using System.Globalization;

namespace EventNormalization.Ingestion;

/// <summary>Where in which source a delivery stood, such as <c>orders.ndjson line 17</c>.</summary>
/// <remarks><c>default</c> is an unknown place.</remarks>
public readonly struct SourceLocation
{
    /// <summary>A place in a source.</summary>
    /// <param name="source">The source's name, such as a file's path; <see langword="null"/> if it has none.</param>
    /// <param name="lineNumber">The line on which the value begins, from 1; 0 if it is unknown.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="lineNumber"/> is negative.</exception>
    public SourceLocation(string? source, long lineNumber)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lineNumber);
        Source = source;
        LineNumber = lineNumber;
    }

    /// <summary>The source's name; <see langword="null"/> if it has none.</summary>
    public string? Source { get; }

    /// <summary>The line on which the value begins, from 1; 0 if it is unknown.</summary>
    public long LineNumber { get; }

    /// <summary>The number of the record within the delivery that holds several, from 1; 0 if it is unknown.</summary>
    public int RecordNumber { get; init; }

    /// <summary>The place in words; empty if it is unknown.</summary>
    public override string ToString() => (Source, LineNumber) switch
    {
        (null, 0) => "",
        (null, _) => string.Create(CultureInfo.InvariantCulture, $"line {LineNumber}"),
        (_, 0) => Source,
        _ => string.Create(CultureInfo.InvariantCulture, $"{Source} line {LineNumber}"),
    };
}
