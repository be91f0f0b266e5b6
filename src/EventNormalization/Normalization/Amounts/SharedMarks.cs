namespace EventNormalization.Normalization;

/// <summary>
/// The marks that several currencies share, each in its canonical spelling with their ISO 4217 codes.
/// </summary>
/// <remarks>Marks that may mean the same currencies are one, however they are spelled: <c>CFA</c> is
/// <c>FCFA</c>.</remarks>
internal static class SharedMarks
{
    public static readonly string[] Lines =
    [
        "$ " + CurrencySymbols.Dollars, "¥ CNY JPY", "kr DKK ISK NOK SEK", "Rs INR LKR MUR NPR PKR SCR",
        "руб BYN RUB", "lei MDL RON", "CFA XAF XOF", "元 CNY HKD TWD", "﷼ IRR OMR QAR SAR YER", "SR SAR SCR",
        "৲ BDT INR", "௹ INR LKR MUR MYR SGD", "ƒ ANG AWG XCG", "B$ BND BSD", "BD$ BBD BMD", "Br BYN ETB",
        "Bs BOB VES", "C$ CAD NIO", "FC CDF KMF", "S$ SBD SGD",
    ];
}
