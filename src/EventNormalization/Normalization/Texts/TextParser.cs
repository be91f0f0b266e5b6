using System;
using System.Buffers;
using System.Globalization;
using System.Text;
using EventNormalization.Text;

namespace EventNormalization.Normalization;

/// <summary>Reads texts, such as the id of a client or the name of a metric.</summary>
/// <remarks>
/// <para>The value is the text in Unicode Normalization Form C, by the library's own tables of Unicode 17.0.0, so it
/// is the same on every host. A JSON number that is whole becomes its digits, also where it is written as 123.0; one
/// with an exponent, if it has at most fifteen digits, since a sender that writes more of them so has rounded.</para>
/// <para>Law: a value is read again as itself, and texts that are canonically equivalent have the same value.</para>
/// <para>The value has at most 256 characters (code points).</para>
/// </remarks>
internal sealed class TextParser : IFieldParser<string>
{
    /// <summary>Keeps the case.</summary>
    public static readonly TextParser Kept = new("text");

    /// <summary>Follows the profile's <see cref="ClientProfile.MetricCase"/>.</summary>
    public static readonly TextParser Metric = new("text, metric case");

    /// <summary>Makes small letters of capital ones, for ids that are the same in either case.</summary>
    public static readonly TextParser Lower = new("text, lower case");

    private const int CharactersMax = 256;

    // No text of this many bytes is equivalent to one of 256 characters, since none becomes more than four, each of at
    // most four bytes. So the limit is one of what a text means, not of how it is written.
    private const int BytesMax = CharactersMax * CanonicalMappings.LengthMax * 4;
    private const int ValueBytesMax = CharactersMax * 4;
    private const int StackLengthMax = 1024;

    // A double holds any fifteen digits.
    private const long ExponentValueMax = 1_000_000_000_000_000;

    private static readonly IntegerParser WholeNumbers = new();

    private readonly string _name;

    private TextParser(string name) =>
        _name = name;

    /// <inheritdoc/>
    public ParseResult<string> Parse(FieldInput input, ClientProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var bytesMax = BytesMaxOf(input);
        var text = bytesMax <= StackLengthMax ? stackalloc byte[StackLengthMax] : new byte[bytesMax];
        var failure = TryWrite(input, profile, text, out var written);
        return failure is null ? Encoding.UTF8.GetString(text[..written]) : failure;
    }

    /// <summary>The parser's name in explanations and in the fingerprint of the rules.</summary>
    /// <returns>Part of the fingerprint: it changes only with what the parser reads.</returns>
    public override string ToString() => _name;

    /// <summary>How much room <see cref="TryWrite"/> needs, in bytes.</summary>
    internal static int BytesMaxOf(FieldInput input) =>
        input.Kind == JsonKind.Number
            ? CharactersMax
            : UnicodeText.NfcGrowthMax * Math.Min(input.Utf8.Length, BytesMax);

    /// <summary>Whether the value is in lower case.</summary>
    internal bool LowersLetters(ClientProfile profile) =>
        (ReferenceEquals(this, Metric) && profile.MetricCase == MetricCase.Lower) || ReferenceEquals(this, Lower);

    /// <summary>Writes the value as UTF-8, without a string; returns why there is none, or null.</summary>
    internal ParseFailure? TryWrite(FieldInput input, ClientProfile profile, Span<byte> destination, out int written)
    {
        written = 0;
        switch (input.Kind)
        {
            case JsonKind.Number:
                return TryWriteDigits(input.Utf8, destination, out written);

            case JsonKind.Text when input.Utf8.Length > BytesMax:
                return TextFailures.TextLength;

            case JsonKind.Text:
                return LowersLetters(profile)
                    ? TryWriteLower(input.Utf8, destination, out written)
                    : TryWriteNfc(input.Utf8, destination, out written);

            default:
                return TextFailures.TextKind;
        }
    }

    private static ParseFailure? TryWriteNfc(ReadOnlySpan<byte> utf8, Span<byte> destination, out int written)
    {
        written = UnicodeText.ToNfc(utf8, destination);
        if (written <= ValueBytesMax && !UnicodeText.IsLongerThan(destination[..written], CharactersMax))
        {
            return null;
        }

        written = 0;
        return TextFailures.TextLength;
    }

    private static ParseFailure? TryWriteLower(ReadOnlySpan<byte> utf8, Span<byte> destination, out int written)
    {
        // Almost every metric is short and ASCII, and one pass both finds that out and writes it.
        if (utf8.Length <= CharactersMax
            && Ascii.ToLower(utf8, destination, out written) == OperationStatus.Done)
        {
            return null;
        }

        if (TryWriteNfc(utf8, destination, out written) is { } failure)
        {
            return failure;
        }

        // A small letter may compose with a mark where its capital does not, so the form is restored afterwards.
        Span<byte> lower = stackalloc byte[UnicodeText.NfcGrowthMax * written];
        lower = lower[..UnicodeText.ToLower(destination[..written], lower)];
        written = UnicodeText.ToNfc(lower, destination);
        return null;
    }

    private static ParseFailure? TryWriteDigits(ReadOnlySpan<byte> number, Span<byte> destination, out int written)
    {
        written = 0;
        if (number.ContainsAny((byte)'e', (byte)'E'))
        {
            return TryWriteExponent(number, destination, out written);
        }

        var point = number.IndexOf((byte)'.');
        if (point >= 0 && number[(point + 1)..].ContainsAnyExcept((byte)'0'))
        {
            return TextFailures.TextKind;
        }

        number = point >= 0 ? number[..point] : number;
        if (number.Length > CharactersMax)
        {
            return TextFailures.TextLength;
        }

        var digits = number.SequenceEqual("-0"u8) ? "0"u8 : number;
        digits.CopyTo(destination);
        written = digits.Length;
        return null;
    }

    private static ParseFailure? TryWriteExponent(ReadOnlySpan<byte> number, Span<byte> destination, out int written)
    {
        written = 0;
        var result = WholeNumbers.Parse(new FieldInput(JsonKind.Number, number), ClientProfile.Default);
        return result.IsSuccess && result.Value is > -ExponentValueMax and < ExponentValueMax
            && result.Value.TryFormat(destination, out written, default, CultureInfo.InvariantCulture)
                ? null
                : TextFailures.TextKind;
    }
}
