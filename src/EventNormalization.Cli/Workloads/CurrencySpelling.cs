using System;
using System.Linq;
using System.Text;

namespace EventNormalization.Cli.Workloads;

/// <summary>Writes a currency in a member of its own, or as a mark beside the amount.</summary>
internal static class CurrencySpelling
{
    /// <summary>What a record says; the first is no currency, the last a mark that many share.</summary>
    public static readonly string?[] All = [null, "EUR", "USD", "GBP", "JPY", "INR", "CHF", "$"];

    private static readonly byte[][] Texts = Array.ConvertAll(All, text => Encoding.UTF8.GetBytes(text ?? ""));

    private static readonly byte[][][] Members = Encoded(
        "",
        "\"EUR\" \"eur\" \"978\" 978 \"€\"",
        "\"USD\" \"Usd\" \"840\" 840 \"US$\"",
        "\"GBP\" \"gbp\" \"826\" 826 \"£\"",
        "\"JPY\" \"Jpy\" \"392\" 392 \"JP¥\"",
        "\"INR\" \"inr\" \"356\" 356 \"₹\"",
        "\"CHF\" \"chf\" \"756\" 756 \"Chf\"",
        "\"$\" \"＄\" \"﹩\"");

    // Here _ is a blank and ~ the blank of CLDR, U+00A0.
    private static readonly byte[][][] MarksBefore = Encoded(
        "", "€ EUR_ EUR~ Eur:_", "US$ USD_ usd~ US$_", "£ GBP_ GBP~ £_", "JP¥ JPY_ jpy_ JPY~", "₹ INR_ ₹_ INR~",
        "CHF_ CHF~ chf_ CHF:_", "$ $_ ＄ $~");

    private static readonly byte[][][] MarksAfter = Encoded(
        "", "_€ ~€ _EUR EUR", "_US$ USD _USD ~usd", "_£ GBP _GBP ~gbp", "_JP¥ JPY _JPY ~JPY", "_₹ INR _INR ~₹",
        "_CHF CHF ~CHF _chf", "_$ $ ~$ _＄");

    /// <summary>What a record says, in UTF-8; empty if it is no currency.</summary>
    public static ReadOnlySpan<byte> Text(int currency) => Texts[currency];

    /// <summary>Writes the value of the member.</summary>
    public static void AppendMember(LineText text, int currency, ref SplitMix64 chance) =>
        text.Append(OneOf(Members[currency], ref chance));

    /// <summary>A mark that stands before a number, with what is between the two.</summary>
    public static ReadOnlySpan<byte> MarkBefore(int currency, ref SplitMix64 chance) =>
        OneOf(MarksBefore[currency], ref chance);

    /// <summary>A mark that follows a number, with what is between the two.</summary>
    public static ReadOnlySpan<byte> MarkAfter(int currency, ref SplitMix64 chance) =>
        OneOf(MarksAfter[currency], ref chance);

    private static byte[] OneOf(byte[][] spellings, ref SplitMix64 chance) => spellings[chance.Below(spellings.Length)];

    private static byte[][][] Encoded(params string[] lines) => Array.ConvertAll(lines, line =>
        line.Split(' ').Select(text => Encoding.UTF8.GetBytes(text.Replace('_', ' ').Replace('~', '\u00A0')))
            .ToArray());
}
