namespace EventNormalization.Normalization;

/// <summary>The common abbreviations of currencies, a closed table: each with its ISO 4217 codes.</summary>
/// <remarks>
/// Each is read in small letters, with an initial capital and in capitals, with and without a point. In words that
/// are words of a language too (<c>din</c>), and for the single letter, only the place after the number is sure.
/// </remarks>
internal static class CurrencyAbbreviations
{
    public static readonly string[] Both =
    [
        "руб RUB BYN", "грн UAH", "лв BGN", "лева BGN", "тг KZT", "тңг KZT", "сом KGS", "сум UZS", "сўм UZS", "кр SEK",
        "zł PLN", "zl PLN", "kč CZK", "kc\u030C CZK", "kr DKK ISK NOK SEK", "dkr DKK", "nkr NOK", "skr SEK",
        "ikr ISK", "íkr ISK", "lei MDL RON", "leu MDL RON", "tl TRY", "rs INR LKR MUR NPR PKR SCR", "rp IDR",
        "rmb CNY", "nis ILS", "ksh KES", "kshs KES", "tsh TZS", "ush UGX", "soʻm UZS", "so'm UZS", "lekë ALL",
        "leke\u0308 ALL",
    ];

    /// <summary>Read in this spelling alone.</summary>
    public static readonly string[] AsTheyStand = ["RM MYR"];

    /// <summary>Read where the profile has their currency: the knot, and a word of many languages.</summary>
    public static readonly string[] OfProfile = ["kn HRK", "den MKD", "ден MKD"];

    public static readonly string[] After =
    [
        "р BYN RUB", "din RSD", "дин RSD", "лей MDL RON",
    ];
}
