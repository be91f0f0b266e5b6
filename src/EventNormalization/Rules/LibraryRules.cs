using EventNormalization.Text;

namespace EventNormalization.Rules;

/// <summary>The versions of the library's own contributions to a schema.</summary>
/// <remarks>
/// Law: libraries with the same <see cref="ReaderSameRulesSince"/> and <see cref="UnicodeSameRulesSince"/> give every
/// event that both read the same id. So the version is raised with every change of what is read, and the other number
/// only if something is read differently than before.
/// </remarks>
internal static class LibraryRules
{
    /// <summary>The version of all parsers, of how fields are found, and of the default schema.</summary>
    public const int ReaderVersion = 1;

    /// <summary>The version since which each one only read more than the one before.</summary>
    public const int ReaderSameRulesSince = 1;

    /// <summary>The Unicode version of the tables.</summary>
    public const string UnicodeVersion = UnicodeText.UnicodeVersion;

    /// <summary>The Unicode version since which each one only read more than the one before.</summary>
    public const string UnicodeSameRulesSince = "17.0.0";
}
