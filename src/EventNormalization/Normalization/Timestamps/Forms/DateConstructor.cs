using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>
/// <c>/Date(1435943047123)/</c>, milliseconds since 1970 as the JSON serializers of the .NET Framework write.
/// </summary>
/// <remarks>An offset before the parenthesis tells the sender's clock and does not shift the instant.</remarks>
internal static class DateConstructor
{
    public static ParseResult<Instant> Read(ref TimestampText text)
    {
        if (!TryTakeSlash(ref text) || !text.TryTake("Date("u8))
        {
            return TimestampFailures.Format;
        }

        var length = text.CountDigitsAt(text.Current == '-' ? 1 : 0) + (text.Current == '-' ? 1 : 0);
        var number = text.Rest[..length];
        text.Position += length;
        text.HasSeconds = true;
        if (text.Current is (byte)'+' or (byte)'-' && !ZoneReader.TryReadOffset(ref text, hourDigitsMin: 4, out _))
        {
            return text.Failure;
        }

        return text.TryTake(')') && TryTakeSlash(ref text) && text.AtEnd
            ? EpochForms.ReadNamed(number, EpochUnit.Milliseconds, text)
            : TimestampFailures.Format;
    }

    /// <summary>
    /// Takes the slash, also with the backslash that JSON writers put before it and some readers leave.
    /// </summary>
    private static bool TryTakeSlash(ref TimestampText text)
    {
        text.TryTake('\\');
        return text.TryTake('/');
    }
}
