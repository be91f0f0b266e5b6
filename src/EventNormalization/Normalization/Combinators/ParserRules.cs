using System.Collections.Immutable;
using System.Globalization;

namespace EventNormalization.Normalization;

/// <summary>The text by which a parser stands in the fingerprint of the rules, and whether it is a promise.</summary>
internal readonly record struct ParserRules(string Text, bool IsSigned)
{
    private readonly EqualArray<string> _versions;

    /// <summary>The versions of all that are signed, such as <c>"till dates" 3</c>, which are no rules.</summary>
    public ImmutableArray<string> Versions { get => _versions.Items; init => _versions = new(value); }

    /// <summary>The rules of a parser: the library's own, one composed of others, or a host's.</summary>
    public static ParserRules Of<T>(IFieldParser<T> parser) => parser switch
    {
        IComposedParser composed => composed.Rules,
        ISignedParser signed => new ParserRules(TextOf(signed.Signature), IsSigned: true)
        {
            Versions = [VersionOf(signed.Signature)],
        },
        _ when parser.GetType().Assembly == typeof(ParserRules).Assembly =>
            new ParserRules(parser.ToString()!, IsSigned: true),
        _ => new ParserRules(parser.GetType().FullName + " " + parser, IsSigned: false),
    };

    private static string VersionOf(ParserSignature signature) =>
        string.Create(CultureInfo.InvariantCulture, $"{QuotedName.Of(signature.Name)} {signature.Version}");

    private static string TextOf(ParserSignature signature) => string.Create(
        CultureInfo.InvariantCulture, $"Signed({QuotedName.Of(signature.Name)}, {signature.SameRulesSince})");
}
