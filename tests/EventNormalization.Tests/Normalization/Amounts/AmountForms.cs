using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using EventNormalization.Normalization;

namespace EventNormalization.Tests.Normalization.Amounts;

/// <summary>The full forms of amounts as patterns, written from the rules and not from the reader.</summary>
/// <remarks>Of ASCII digits, one Arabic digit, and the number format <c>Invariant</c> alone.</remarks>
internal static class AmountForms
{
    private const string Blank = "[ \u00A0\u202F\u2009]";
    private const string Minus = "[-\u2212]";

    private const string Plain =
        "[0-9]+|[0-9]+\\.[0-9]*|\\.[0-9]+|[0-9]+,([0-9]{1,2}|[0-9]{4,})|0,[0-9]{3}|,[0-9]{1,2}|[0-9]+,";

    private const string Grouped =
        "[1-9][0-9]{0,2}((,[0-9]{3})+(\\.[0-9]+)?|(\\.[0-9]{3})+(,[0-9]+)|(\\.[0-9]{3}){2,}"
        + "|('[0-9]{3})+([.,][0-9]+)?|(’[0-9]{3})+([.,][0-9]+)?|( [0-9]{3})+([.,][0-9]+)?"
        + "|(\u00A0[0-9]{3})+([.,][0-9]+)?|(\u202F[0-9]{3})+([.,][0-9]+)?|(\u2009[0-9]{3})+([.,][0-9]+)?)";

    private const string Indian = "[1-9][0-9]?(,[0-9]{2})+,[0-9]{3}(\\.[0-9]+)?";
    private const string Exponential = "([0-9]+\\.?[0-9]*|\\.[0-9]+|[0-9]+,[0-9]+|,[0-9]{1,2})[eE][-+\u2212]?[0-9]+";

    // Stand for a mark and for a code.
    private const char Mark = '\uE000';
    private const char Code = '\uE001';
    private const string Before = "(\uE000|\uE001(:" + Blank + ")?)" + Blank + "*";
    private const string After = Blank + "*(\uE000|\uE001)";

    private static readonly Dictionary<string, char> Marks = CurrencyMarks.All
        .Where(mark => (mark.Places & MarkPlacement.OfProfile) == 0)
        .SelectMany(mark => (mark.Places & MarkPlacement.ThreeCases) == 0
            ? [mark.Text]
            : new[] { mark.Text, mark.Text.ToLowerInvariant(), mark.Text[..1] + mark.Text[1..].ToLowerInvariant() })
        .Distinct()
        .ToDictionary(text => text, text => Currencies.FindCode(text.ToUpperInvariant()) is null ? Mark : Code);

    private static readonly int MarkLengthMax = Marks.Keys.Max(text => text.Length);

    private static readonly Regex Form = new(
        $"^((?<s>[-+\u2212]){Blank}*)?(?<m>{Before})?((?<s>[-+\u2212]){Blank}*)?"
        + $"(?<n>{Plain}|{Grouped}|{Indian}|{Exponential})(?<m>{After})?({Blank}*(?<s>{Minus}))?$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant);

    private static readonly Regex InParentheses = new(
        $"^(?<m>{Before})?\\((?<m>{Before})?(?<n>{Plain}|{Grouped}|{Indian})(?<m>{After})?\\)(?<m>{After})?$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant);

    /// <summary>The value of a full form; null if the text is none.</summary>
    public static decimal? ValueOf(string text)
    {
        text = WithMarksReplaced(InAscii(text));
        var match = InParentheses.Match(text);
        var isNegative = match.Success;
        if (!match.Success)
        {
            match = Form.Match(text);
            isNegative = match.Groups["s"].Value is "-" or "\u2212";
        }

        if (!match.Success || match.Groups["m"].Captures.Count > 1 || match.Groups["s"].Captures.Count > 1)
        {
            return null;
        }

        var number = NumberOf(match.Groups["n"].Value);
        return isNegative ? -number : number;
    }

    /// <summary>The text with the digit three of Arabic as that of ASCII, if it is its only digit.</summary>
    private static string InAscii(string text) => text.Any(char.IsAsciiDigit) ? text : text.Replace('٣', '3');

    /// <summary>The text with each mark, the longest first, as one character.</summary>
    private static string WithMarksReplaced(string text)
    {
        var replaced = new StringBuilder();
        for (var i = 0; i < text.Length;)
        {
            var length = Math.Min(MarkLengthMax, text.Length - i);
            while (length > 0 && !IsMark(text, i, length))
            {
                length--;
            }

            replaced.Append(length > 0 ? Marks[text.Substring(i, length)] : text[i]);
            i += Math.Max(1, length);
        }

        return replaced.ToString();
    }

    private static bool IsMark(string text, int start, int length)
    {
        var end = start + length;
        var isWhole = end == text.Length || !char.IsLetter(text[end - 1]) || !char.IsLetter(text[end]);
        return isWhole && Marks.ContainsKey(text.Substring(start, length));
    }

    private static decimal NumberOf(string written)
    {
        var marks = written
            .Where(c => !char.IsAsciiDigit(c) && c is not ('e' or 'E' or '+' or '-' or '\u2212'))
            .ToArray();
        var exponent = written.IndexOfAny(['e', 'E']);
        var mantissa = exponent < 0 ? written : written[..exponent];
        var point = FractionMarkOf(mantissa, marks);
        var digits = string.Concat(mantissa
            .Select((c, i) => i == point ? "." : char.IsAsciiDigit(c) ? c.ToString() : ""));
        digits = digits.StartsWith('.') ? "0" + digits : digits.EndsWith('.') ? digits[..^1] : digits;
        var power = exponent < 0 ? "" : "e" + written[(exponent + 1)..].Replace('\u2212', '-');
        return decimal.Parse(digits + power, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <summary>The place of the mark before the fraction; -1 if the number has none.</summary>
    private static int FractionMarkOf(string mantissa, char[] marks)
    {
        var last = mantissa.LastIndexOfAny(marks);
        if (last < 0 || mantissa[last] is not ('.' or ','))
        {
            return -1;
        }

        var isOnly = mantissa.Count(c => c == mantissa[last]) == 1;
        var isGroup = mantissa[last] == ',' && mantissa.Length - last - 1 == 3 && mantissa[0] != '0'
            && !marks.Any(mark => mark != ',');
        return isOnly && !isGroup ? last : -1;
    }
}
