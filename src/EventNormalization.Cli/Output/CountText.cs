using System.Globalization;

namespace EventNormalization.Cli.Output;

/// <summary>Formats counts with singular or plural.</summary>
internal static class CountText
{
    /// <summary>The number and the word, such as <c>1 delivery</c> and <c>2 deliveries</c>.</summary>
    public static string Of(long count, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");

    /// <summary>The same for a word whose plural ends in s.</summary>
    public static string Of(long count, string one) => Of(count, one, one + "s");
}
