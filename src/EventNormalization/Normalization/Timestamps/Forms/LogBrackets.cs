using System;
using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>Timestamps in square brackets, as web servers and loggers write them.</summary>
/// <remarks>
/// <c>[03/Jul/2015:17:04:07 +0000]</c> (common log format), <c>[Fri Jul 03 17:04:07.123456 2015]</c> (Apache's error
/// log), <c>[03-Jul-2015 17:04:07 UTC]</c> (PHP), <c>[2015-07-03T17:04:07,123]</c> (Elasticsearch),
/// <c>[1435943047]</c> (Nagios).
/// </remarks>
internal static class LogBrackets
{
    public static ParseResult<Instant> Read(ReadOnlySpan<byte> utf8, scoped in TimestampText around)
    {
        if (utf8.Length < 3 || utf8[^1] != ']')
        {
            return TimestampFailures.Format;
        }

        var text = around.Of(utf8[1..^1]);
        return text.CountDigits() > 2
            ? TimestampGrammar.ReadDigitsFirst(utf8[1..^1], ref text)
            : TimestampGrammar.ReadDated(ref text);
    }
}
