using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using EventNormalization.Text;

namespace EventNormalization.Normalization;

/// <summary>What rules for amounts must not say, since it could never apply or would contradict itself.</summary>
internal static class AmountRulesValidator
{
    public const int ScaleMax = 28;
    public const int MinorDigitsMax = 8;
    private const int UnitCharactersMax = 16;

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create(",.'’+-−()");

    /// <summary>
    /// Every mistake: the member of the profile in a schema file, with a path inside it, and the reason.
    /// </summary>
    public static IEnumerable<SchemaFileError> Find(AmountRules rules)
    {
        if (rules.Currency is { } currency && Currencies.FindCode(currency) is null)
        {
            yield return Error("currency", $"found {Quote(currency)}, expected an ISO 4217 code such as EUR");
        }

        if (rules is { Unit: AmountUnit.Minor, Scale: not null })
        {
            yield return Error("amount_scale", "can never apply beside amount_unit; expected one of them");
        }

        if (rules.Scale is < 0 or > ScaleMax)
        {
            yield return Error("amount_scale", $"expected a whole number from 0 to {ScaleMax}");
        }

        foreach (var error in FindInMinorUnits(rules).Concat(FindInUnitMarks(rules)))
        {
            yield return error;
        }

        if (rules.SignFrom is { } signs)
        {
            foreach (var error in FindInSigns(signs))
            {
                yield return error;
            }
        }
    }

    private static IEnumerable<SchemaFileError> FindInMinorUnits(AmountRules rules)
    {
        if (!rules.MinorUnits.IsEmpty && rules.Unit != AmountUnit.Minor)
        {
            yield return Error("minor_units", "can never apply without \"amount_unit\": \"minor\"");
        }

        foreach (var (code, digits) in rules.MinorUnits.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (Currencies.FindCode(code) is null)
            {
                yield return Error("minor_units." + code, "is no ISO 4217 code such as EUR");
            }
            else if (digits is < 0 or > MinorDigitsMax)
            {
                yield return Error("minor_units." + code, $"expected a whole number from 0 to {MinorDigitsMax}");
            }
        }
    }

    private static IEnumerable<SchemaFileError> FindInUnitMarks(AmountRules rules)
    {
        for (var i = 0; i < rules.UnitMarks.Length; i++)
        {
            var unit = rules.UnitMarks[i];
            var reason = ReasonAgainstUnit(unit, rules.UnitMarks.IndexOf(unit) < i);
            if (reason is not null)
            {
                yield return Error($"unit_marks[{i}]", reason);
            }
        }
    }

    private static string? ReasonAgainstUnit(string unit, bool isRepeated)
    {
        var utf8 = Encoding.UTF8.GetBytes(unit);
        if (utf8.Length == 0 || unit.EnumerateRunes().Count() > UnitCharactersMax || !IsWellFormed(unit)
            || unit.EnumerateRunes().Any(Rune.IsDigit)
            || UnicodeText.Trim(utf8).Length < utf8.Length || TextRules.FindRefused(utf8, isAscii: false) is not null
            || unit.AsSpan().ContainsAny(NumberCharacters))
        {
            return $"found {Quote(unit)}, expected a word of 1 to {UnitCharactersMax} characters without digits, "
                + "signs, points and commas, such as kg";
        }

        // The small letters of a code may well be a unit: kgs.
        return isRepeated ? $"found {Quote(unit)} twice"
            : CurrencyMarks.FindAlone(utf8) is { } mark && (mark.Places & MarkPlacement.OfProfile) == 0
                && !unit.All(char.IsAsciiLetterLower)
                    ? $"found {Quote(unit)}, which is the mark of a currency"
            : null;
    }

    private static IEnumerable<SchemaFileError> FindInSigns(SignRules signs)
    {
        if (string.IsNullOrWhiteSpace(signs.Member) || !IsWellFormed(signs.Member)
            || signs.Member.AsSpan().ContainsAny('[', ']') || signs.Member.StartsWith("$.", StringComparison.Ordinal))
        {
            yield return Error(
                "sign_from.member",
                "expected the name of a member, or names with points between them, such as creditDebitIndicator");
        }

        if (signs.Negative.IsDefault || (signs.Negative.IsEmpty && signs.Positive.IsEmpty))
        {
            yield return Error("sign_from.negative", "expected at least one word here or in positive, such as DBIT");
            yield break;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (path, word) in Words("negative", signs.Negative).Concat(Words("positive", signs.Positive)))
        {
            var folded = CompiledSignRules.Fold(word);
            if (folded.Length is 0 or > CompiledSignRules.BytesMax || !IsWellFormed(word))
            {
                yield return Error(path, $"found {Quote(word)}, expected a word such as DBIT");
            }
            else if (!seen.Add(Encoding.UTF8.GetString(folded)))
            {
                yield return Error(path, $"found {Quote(word)}, which stands before already");
            }
        }
    }

    private static IEnumerable<(string Path, string Word)> Words(string list, IEnumerable<string> words) =>
        words.Select((word, i) => ($"sign_from.{list}[{i}]", word));

    private static bool IsWellFormed(string text) =>
        text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar);

    private static string Quote(string text) => OffendingText.Quote(Encoding.UTF8.GetBytes(text));

    private static SchemaFileError Error(string path, string reason) => new() { Path = path, Reason = reason };
}
