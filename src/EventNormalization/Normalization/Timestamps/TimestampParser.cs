using System;
using System.Runtime.CompilerServices;
using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>Reads an instant from the forms in which standards and common tools write one.</summary>
/// <remarks>
/// <para>The parser takes what has one reading and refuses the rest, so that no event is stored at a wrong time. The
/// plausible range of the profile is not its concern; it holds every instant of the years 1 to 9999.</para>
/// <para>The order in which forms are tried is the order of <see cref="TimestampGrammar"/>: the fixed layouts that most
/// events have, then one family chosen by the first bytes. No family is tried after another has failed, and none looks
/// back, so the time taken grows with the length of the text only. A success allocates nothing.</para>
/// </remarks>
public sealed class TimestampParser : IFieldParser<Instant>
{
    private const int CharactersMax = 128;
    private const int ObjectBytesMax = 1024;

    /// <inheritdoc/>
    public ParseResult<Instant> Parse(FieldInput input, ClientProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        if (TryReadUsual(input, profile, out var instant))
        {
            return instant;
        }

        var rules = profile.Timestamp;
        switch (input.Kind)
        {
            case JsonKind.Text:
                return IsTooLong(input.Utf8) ? TimestampFailures.TooLong : TimestampGrammar.Read(input.Utf8, rules);

            case JsonKind.Number:
                return input.Utf8.Length > CharactersMax
                    ? TimestampFailures.TooLong
                    : EpochForms.ReadJsonNumber(input.Utf8, rules.EpochUnit);

            case JsonKind.Object:
                return input.Utf8.Length > ObjectBytesMax
                    ? TimestampFailures.TooLong
                    : EpochObjects.Read(input.Utf8, rules);

            default:
                return TimestampFailures.Kind;
        }
    }

    /// <summary>The name of the parser in explanations and in the fingerprint of the rules.</summary>
    public override string ToString() => "timestamp";

    /// <summary>Reads the usual timestamps without the cost of a result; false says nothing about the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryReadUsual(FieldInput input, ClientProfile profile, out Instant instant)
    {
        instant = default;
        return input.Kind == JsonKind.Text ? FixedLayouts.TryRead(input.Utf8, profile.Timestamp, out instant)
            : input.Kind == JsonKind.Number
                && FixedLayouts.TryReadEpoch(input.Utf8, profile.Timestamp.EpochUnit, out instant);
    }

    private static bool IsTooLong(ReadOnlySpan<byte> text)
    {
        if (text.Length <= CharactersMax)
        {
            return false;
        }

        if (text.Length > 4 * CharactersMax)
        {
            return true;
        }

        var characters = 0;
        foreach (var value in text)
        {
            var isFirstOfCharacter = (value & 0xC0) != 0x80;
            characters += isFirstOfCharacter ? 1 : 0;
        }

        return characters > CharactersMax;
    }
}
