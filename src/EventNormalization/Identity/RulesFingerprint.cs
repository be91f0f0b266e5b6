using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Security.Cryptography;
using EventNormalization.Normalization;
using EventNormalization.Rules;

namespace EventNormalization.Identity;

/// <summary>
/// Identifies a set of rules, so that a store can tell whether it is read by the rules that wrote it.
/// </summary>
/// <remarks>
/// <para>Law: rules with the same fingerprint give every event that both read the same id; they differ only in what
/// cannot change an id, see <see cref="RulesComparison"/>. A host's own parser counts by its signature; see
/// <see cref="ISignedParser"/>.</para>
/// <para>A SHA-256 (FIPS 180-4) of 32 bytes, shown as 64 lower-case hexadecimal digits. Equal when all digits are;
/// <see langword="default"/> is 64 zeros, which no rules hash to.</para>
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public readonly struct RulesFingerprint : IEquatable<RulesFingerprint>, ISpanParsable<RulesFingerprint>
{
    /// <summary>The length of a shown fingerprint, in hexadecimal digits.</summary>
    public const int DigitCount = 2 * SHA256.HashSizeInBytes;

    private static readonly string Zeros = new('0', DigitCount);

    // A string and not 32 bytes: every event refers to a fingerprint, and all of them share one string.
    private readonly string? _digits;

    private RulesFingerprint(string digits) => _digits = digits;

    /// <summary>The fingerprint of a schema's rules.</summary>
    /// <param name="schema">Need not have been checked.</param>
    /// <returns>Equal for schemas whose documents are equal.</returns>
    public static RulesFingerprint Of(EventSchema schema) => Of(SchemaDocument.Of(schema));

    /// <summary>
    /// The fingerprint of a set of schemas; that of its schema where it has one that reads everything.
    /// </summary>
    /// <param name="schemas">Need not have been checked.</param>
    /// <returns>The fingerprint, whatever the order and the names of the schemas.</returns>
    public static RulesFingerprint Of(SchemaSet schemas) => Of(SchemaDocument.Of(schemas));

    /// <summary>The fingerprint of the rules of a document.</summary>
    /// <param name="document">Its canonical form (RFC 8785) is hashed with SHA-256.</param>
    /// <returns>Equal for equal documents.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="document"/> is null.</exception>
    public static RulesFingerprint Of(SchemaDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return new(Convert.ToHexStringLower(SHA256.HashData(document.SignificantUtf8)));
    }

    /// <summary>Reads 64 hexadecimal digits of either case.</summary>
    /// <param name="text">Exactly 64 digits, <c>0-9</c>, <c>a-f</c> or <c>A-F</c>.</param>
    /// <returns>The one whose lower-case form is the text's.</returns>
    /// <exception cref="FormatException">The text is anything else, blanks around the digits included.</exception>
    public static RulesFingerprint Parse(ReadOnlySpan<char> text) => TryParse(text, out var fingerprint)
        ? fingerprint
        : throw new FormatException(
            $"Found {text.Length} characters, expected the {DigitCount} hexadecimal digits of a fingerprint.");

    /// <summary>Reads 64 hexadecimal digits of either case; anything else is refused, blanks included.</summary>
    /// <param name="text">Exactly 64 digits, <c>0-9</c>, <c>a-f</c> or <c>A-F</c>.</param>
    /// <param name="fingerprint">What was read; <c>default</c> where the text was refused.</param>
    /// <returns>Whether the text is one.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out RulesFingerprint fingerprint)
    {
        var isRead = text.Length == DigitCount && text.ToString().All(char.IsAsciiHexDigit);
        fingerprint = isRead ? new(text.ToString().ToLowerInvariant()) : default;
        return isRead;
    }

    static RulesFingerprint IParsable<RulesFingerprint>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<RulesFingerprint>.TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, out RulesFingerprint result) =>
            TryParse(s, out result);

    static RulesFingerprint ISpanParsable<RulesFingerprint>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) =>
        Parse(s);

    static bool ISpanParsable<RulesFingerprint>.TryParse(
        ReadOnlySpan<char> s, IFormatProvider? provider, out RulesFingerprint result) => TryParse(s, out result);

    /// <inheritdoc/>
    public bool Equals(RulesFingerprint other) => ToString() == other.ToString();

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is RulesFingerprint other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>The 64 lower-case hexadecimal digits.</summary>
    /// <returns>A text that <see cref="Parse"/> reads back.</returns>
    public override string ToString() => _digits ?? Zeros;

    /// <summary>Whether two fingerprints are equal.</summary>
    public static bool operator ==(RulesFingerprint left, RulesFingerprint right) => left.Equals(right);

    /// <summary>Whether two fingerprints differ.</summary>
    public static bool operator !=(RulesFingerprint left, RulesFingerprint right) => !left.Equals(right);

    /// <summary>The fields that a parser without a signature reads, in the schema or in a profile.</summary>
    internal static IReadOnlyList<string> FindUnsigned(EventSchema schema)
    {
        var profiles = schema.Profiles.Values.Append(schema.DefaultProfile);
        return [.. schema.AllFields().Concat(profiles.SelectMany(profile => profile.Parsers.Values))
            .Where(field => !field.ParserRules.IsSigned).Select(field => field.Name).Distinct()];
    }
}
