using System;
using NodaTime;

namespace EventNormalization.Normalization;

/// <content>Seconds and milliseconds since 1970 of the usual lengths, as JSON numbers and as text.</content>
internal static partial class FastTimestamps
{
    private const int EpochSecondsLength = 10;
    private const int EpochMillisecondsLength = 13;

    /// <summary>Reads ten digits as seconds and thirteen as milliseconds, where no profile says another unit.</summary>
    public static bool TryReadEpoch(ReadOnlySpan<byte> text, EpochUnit unit, out Instant instant)
    {
        instant = default;
        if (text.Length is not (EpochSecondsLength or EpochMillisecondsLength) || unit != EpochUnit.ByDigits)
        {
            return false;
        }

        unchecked
        {
            // The two words overlap: the lower bytes of the second are digits that the first has already.
            var head = Word(text, 0) ^ EightDigits.Zeros;
            var tail = Word(text, text.Length - sizeof(ulong)) ^ EightDigits.Zeros;
            if (!EightDigits.AreValues(head) || !EightDigits.AreValues(tail) || (head & 0xFF) == 0)
            {
                return false;
            }

            long upper = EightDigits.Number(head);
            long lower = EightDigits.Number(tail & (ulong.MaxValue << (8 * (16 - text.Length))));
            instant = text.Length == EpochSecondsLength
                ? Instant.FromUnixTimeSeconds((100 * upper) + lower)
                : Instant.FromUnixTimeMilliseconds((100_000 * upper) + lower);
            return true;
        }
    }
}
