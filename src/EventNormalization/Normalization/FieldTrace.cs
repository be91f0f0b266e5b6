using System;
using System.Diagnostics;
using System.Globalization;

namespace EventNormalization.Normalization;

/// <summary>How one field of an event was found and read.</summary>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed class FieldTrace
{
    /// <summary>The field of the schema.</summary>
    public required string Field { get; init; }

    /// <summary>How the value was found.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not known.</exception>
    public required FieldSource Source { get; init => field = EnumGuard.Checked(value); }

    /// <summary>Where in the event it stood; empty if nowhere.</summary>
    public string Path { get; init; } = "";

    /// <summary>What stood there, escaped and cut at 64 characters; <see langword="null"/> if nothing did.</summary>
    public string? Found { get; init; }

    /// <summary>Which parser read it.</summary>
    public required string Parser { get; init; }

    /// <summary>The value read, in canonical form.</summary>
    public required string Value { get; init; }

    private string DebuggerDisplay => string.Create(
        CultureInfo.InvariantCulture, $"{Field}: {Value} from {Path}");

    /// <summary>The same, with another value.</summary>
    internal FieldTrace WithValue(string value) => new()
    {
        Field = Field,
        Source = Source,
        Path = Path,
        Found = Found,
        Parser = Parser,
        Value = value,
    };
}
