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
internal sealed class TimestampParser : IFieldParser<Instant>
{
    private const int CharactersMax = 128;
    private const int ObjectBytesMax = 1024;

    /// <inheritdoc/>
    public ParseResult<Instant> Parse(FieldInput input, ClientProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return TryReadFast(input, profile, out var instant)
            ? instant
            : ParseIn(input, profile, profile.Timestamp.Zone);
    }

    /// <summary>Reads a value whose local time, if it is one, is in the zone that stands beside it.</summary>
    /// <param name="input">The value.</param>
    /// <param name="profile">How values of the client are read.</param>
    /// <param name="zone">The zone; it has no say where the text names its own.</param>
    internal static ParseResult<Instant> ParseIn(FieldInput input, ClientProfile profile, DateTimeZone zone)
    {
        var text = new TimestampText(input.Utf8, profile.Timestamp) { LocalZone = zone };
        switch (input.Kind)
        {
            case JsonKind.Text:
                return IsTooLong(input.Utf8) ? TimestampFailures.TooLong : TimestampGrammar.Read(input.Utf8, text);

            case JsonKind.Number:
                return input.Utf8.Length > CharactersMax
                    ? TimestampFailures.TooLong
                    : EpochForms.ReadJsonNumber(input.Utf8, text);

            case JsonKind.Object:
                return input.Utf8.Length > ObjectBytesMax
                    ? TimestampFailures.TooLong
                    : SerializedObjects.Read(input.Utf8, text);

            case JsonKind.Array when input.Utf8.Length <= ObjectBytesMax:
                return JacksonArrays.Read(input.Utf8, text);

            default:
                return TimestampFailures.Kind;
        }
    }

    /// <summary>Whether an object or an array is of a form that this parser knows, whatever its values are.</summary>
    /// <remarks>Others are not found where an alias stands; their members may be.</remarks>
    internal static bool HasForm(FieldInput input) => input.Utf8.Length <= ObjectBytesMax && input.Kind switch
    {
        JsonKind.Object => SerializedObjects.IsForm(input.Utf8),
        JsonKind.Array => JacksonArrays.IsForm(input.Utf8),
        _ => false,
    };

    /// <summary>The name of the parser in explanations and in the fingerprint of the rules.</summary>
    /// <returns>Part of the fingerprint: it changes only with what the parser reads.</returns>
    public override string ToString() => "timestamp";

    /// <summary>Reads the usual timestamps without the cost of a result; false says nothing about the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryReadFast(FieldInput input, ClientProfile profile, out Instant instant)
    {
        instant = default;
        return input.Kind == JsonKind.Text ? FastTimestamps.TryRead(input.Utf8, profile.Timestamp, out instant)
            : input.Kind == JsonKind.Number
                && FastTimestamps.TryReadEpoch(input.Utf8, profile.Timestamp.EpochUnit, out instant);
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
