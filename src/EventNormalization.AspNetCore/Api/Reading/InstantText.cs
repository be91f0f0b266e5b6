using System.Diagnostics.CodeAnalysis;
using NodaTime;
using NodaTime.Text;

namespace EventNormalization.Api.Reading;

/// <summary>Instants as a person writes them in a filter.</summary>
internal static class InstantText
{
    /// <summary>What is read, for messages.</summary>
    public const string Expected = "an instant such as 2024-01-15T10:30:00Z or a date";

    /// <summary>Reads an instant with its offset, or a date, which is its first instant in UTC.</summary>
    /// <param name="text">ISO 8601.</param>
    /// <param name="instant">What was read; <see langword="null"/> if it is neither.</param>
    public static bool TryRead(string text, [NotNullWhen(true)] out Instant? instant)
    {
        var date = LocalDatePattern.Iso.Parse(text);
        if (date.Success)
        {
            instant = date.Value.AtMidnight().InUtc().ToInstant();
            return true;
        }

        var parsed = OffsetDateTimePattern.ExtendedIso.Parse(text);
        instant = parsed.Success ? parsed.Value.ToInstant() : null;
        return parsed.Success;
    }
}
