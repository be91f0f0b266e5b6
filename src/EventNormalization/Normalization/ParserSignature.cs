using System;
using System.Globalization;

namespace EventNormalization.Normalization;

/// <summary>The name and the version of a field parser of a host's own.</summary>
/// <remarks>
/// Law: parsers of one name and one <see cref="SameRulesSince"/> are the same rules to a store. So raise
/// <see cref="Version"/> with every change, and leave <see cref="SameRulesSince"/> where the new version reads all that
/// the one before it read, with the same values, and more.
/// </remarks>
public sealed record ParserSignature
{
    /// <summary>Signs a parser.</summary>
    /// <param name="name">A name that no other parser has, such as <c>till dates</c>.</param>
    /// <param name="version">The version, from 1.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is blank.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="version"/> is less than 1.</exception>
    public ParserSignature(string name, int version)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 1);
        Name = name;
        Version = version;
        SameRulesSince = version;
    }

    /// <summary>The parser's name.</summary>
    public string Name { get; }

    /// <summary>The parser's version, from 1.</summary>
    public int Version { get; }

    /// <summary>
    /// The version since which every one only reads more than the one before; <see cref="Version"/> itself if it reads
    /// anything otherwise.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not from 1 to <see cref="Version"/>.</exception>
    public int SameRulesSince
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Version);
            field = value;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} {Version}");
}
