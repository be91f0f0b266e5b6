using System;
using System.Diagnostics;
using System.Globalization;

namespace EventNormalization.Storage.Authoring;

/// <summary>The name of an append, in one part of a store or in all of them.</summary>
/// <remarks>Equal when both members are.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public readonly struct AppendName : IEquatable<AppendName>
{
    /// <summary>Creates the name of an append in one part, or in all.</summary>
    /// <param name="id">What the whole append is called.</param>
    /// <param name="part">The part; <see langword="null"/> is all of them.</param>
    public AppendName(AppendId id, byte? part = null)
    {
        Id = id;
        Part = part;
    }

    /// <summary>The append.</summary>
    public AppendId Id { get; }

    /// <summary>The part; <see langword="null"/> is all of them.</summary>
    public byte? Part { get; }

    /// <inheritdoc/>
    public bool Equals(AppendName other) => Id == other.Id && Part == other.Part;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is AppendName other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Part);

    /// <summary>The append's text, and the part after a slash.</summary>
    /// <returns>One line, for people and logs.</returns>
    public override string ToString() =>
        Part is { } part ? string.Create(CultureInfo.InvariantCulture, $"{Id}/{part:x2}") : Id.ToString();

    /// <summary>Whether two names are equal.</summary>
    public static bool operator ==(AppendName left, AppendName right) => left.Equals(right);

    /// <summary>Whether two names differ.</summary>
    public static bool operator !=(AppendName left, AppendName right) => !left.Equals(right);
}
