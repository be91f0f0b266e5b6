using System;
using System.Globalization;
using EventNormalization.Json;

namespace EventNormalization.Canonicalization;

/// <summary>Words the reasons why a document has no canonical form.</summary>
internal static class CanonicalErrors
{
    public const string Value = "a value";
    public const string Name = "a member name in double quotes";
    public const string Colon = "':' after the member name";
    public const string CommaOrBrace = "',' or '}'";
    public const string CommaOrBracket = "',' or ']'";
    public const string End = "nothing after the value";
    public const string TextPart = "a string of printable characters, RFC 8259 escapes and a closing quote";
    public const string NumberPart = "a number such as -12.5e3, without leading zeros";
    public const string Word = "null, true or false";

    private const int AsciiMax = 0x7E;

    public static CanonicalJsonFailure Syntax(ReadOnlySpan<byte> json, int position, string expected) =>
        At(JsonCodes.Syntax, position, "found " + Found(json, position) + ", expected " + expected);

    public static CanonicalJsonFailure Encoding(ReadOnlySpan<byte> json, int position) =>
        At(JsonCodes.Encoding, position, json[position] == '\\'
            ? "found an escape that is half of a surrogate pair, expected both halves"
            : "found " + Found(json, position) + ", which is not UTF-8");

    public static CanonicalJsonFailure ByteOrderMark() =>
        At(JsonCodes.Encoding, 0, "found a byte order mark, expected UTF-8 without one");

    public static CanonicalJsonFailure Number(int position) =>
        At(JsonCodes.Number, position, "found a number beyond the range of a double, expected at most about 1.8e308");

    public static CanonicalJsonFailure Duplicate(int position) =>
        At(JsonCodes.DuplicateKey, position, "found a name that its object already has, expected every name once");

    public static CanonicalJsonFailure TooDeep(int position, int depthMax) =>
        At(JsonCodes.TooDeep, position, "found one more level of nesting, expected at most " + Text(depthMax));

    public static CanonicalJsonFailure TooManyMembers(int position, int memberCountMax) =>
        At(JsonCodes.TooLarge, position, "found one more member, expected at most " + Text(memberCountMax));

    public static CanonicalJsonFailure TooManyBytes(int length, int bytesMax) =>
        At(JsonCodes.TooLarge, bytesMax, "found " + Text(length) + " bytes, expected at most " + Text(bytesMax));

    private static CanonicalJsonFailure At(string code, int position, string finding) =>
        new(code, position, "byte " + Text(position) + ": " + finding);

    private static string Found(ReadOnlySpan<byte> json, int position)
    {
        if (position >= json.Length)
        {
            return "the end of the document";
        }

        var value = json[position];
        return value is >= (byte)' ' and <= AsciiMax
            ? "'" + (char)value + "'"
            : "byte 0x" + value.ToString("X2", CultureInfo.InvariantCulture);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
