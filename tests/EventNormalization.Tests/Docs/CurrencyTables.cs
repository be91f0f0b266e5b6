using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using EventNormalization.Normalization;

namespace EventNormalization.Tests.Docs;

/// <summary>The tables of docs/currencies.md, as the code has them.</summary>
internal static class CurrencyTables
{
    private static readonly Dictionary<string, List<CurrencyMark>> MarksByCurrency = CurrencyMarks.All
        .Where(mark => !mark.IsCode)
        .GroupBy(mark => mark.Currency!.Text, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);

    /// <summary>All tables with their headings, as they stand on the page.</summary>
    public static string Write()
    {
        var page = new StringBuilder();
        page.Append("## Shared marks\n\n| canonical | spelled | may be | only with such a profile |\n");
        page.Append("|---|---|---|---|\n");
        foreach (var shared in Currencies.All.Where(currency => currency.IsShared))
        {
            page.Append(Row($"`{shared}`", MarksOf(shared, ofProfile: false), string.Join(' ', shared.Codes),
                MarksOf(shared, ofProfile: true)));
        }

        page.Append("\n## Currencies in use\n\n");
        page.Append("| code | number | decimal digits | marks | only with such a profile |\n");
        page.Append("|---|---|---|---|---|\n");
        var digits = CurrencyCodes.MinorUnits.ToDictionary(pair => pair.Code, pair => pair.Digits);
        foreach (var (code, number) in CurrencyCodes.Numbers.OrderBy(pair => pair.Code, StringComparer.Ordinal))
        {
            var currency = Currencies.FindCode(code)!;
            var ofProfile = MarksOf(currency, ofProfile: true);
            ofProfile = CurrencyCodes.Words.Contains(code) ? $"`{code}` {ofProfile}".TrimEnd() : ofProfile;
            page.Append(Row(code, number.ToString("000", CultureInfo.InvariantCulture),
                digits[code].ToString(CultureInfo.InvariantCulture), MarksOf(currency, ofProfile: false), ofProfile));
        }

        AppendOthers(page);
        return page.ToString();
    }

    private static void AppendOthers(StringBuilder page)
    {
        page.Append("\n## In capitals only\n\nUnits of account and withdrawn codes, with their marks:\n\n");
        page.AppendJoin(", ", CurrencyCodes.InCapitalsOnly.Order(StringComparer.Ordinal).Select(CodeWithMarks));
        page.Append("\n\n## Signs without a code\n\n");
        page.AppendJoin(' ', CurrencySymbols.WithoutCode.Select(mark => $"`{mark}`"));
        page.Append("\n\n## Codes of minor units, refused\n\n");
        page.AppendJoin(' ', MinorUnitCodes.All.Select(code => $"`{code}`")).Append('\n');
    }

    private static string CodeWithMarks(string code)
    {
        var currency = Currencies.FindCode(code)!;
        var marks = $"{MarksOf(currency, ofProfile: false)} {MarksOf(currency, ofProfile: true)}".Trim();
        return marks.Length == 0 ? code : $"{code} ({marks})";
    }

    private static string Row(params string[] cells) => "| " + string.Join(" | ", cells) + " |\n";

    /// <summary>The marks of a currency; of those that differ in the kind of blank, one.</summary>
    private static string MarksOf(Currency currency, bool ofProfile) =>
        string.Join(' ', MarksByCurrency.GetValueOrDefault(currency.Text, [])
            .Where(mark => (mark.Places & MarkPlacement.OfProfile) != 0 == ofProfile)
            .Select(mark => mark.Text.Replace('\u00A0', ' ').Replace('\u202F', ' ').Normalize())
            .Distinct()
            .Select(text => $"`{text}`"));
}
