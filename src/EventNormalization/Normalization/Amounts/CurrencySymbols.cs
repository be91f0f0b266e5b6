namespace EventNormalization.Normalization;

/// <summary>The currency symbols of CLDR 48 and the currency signs of Unicode, each with its ISO 4217 codes.</summary>
/// <remarks>
/// <para>A symbol is in the table if some locale writes it. Left out are the cent, mill and pfennig signs, which
/// count parts of a unit; single letters but those of <see cref="OfProfile"/>, which number pages, shelves and quarters
/// as well; and the spelled-out letters of codes that single locales have.</para>
/// <para>A symbol has one code if people who write it mean one currency. <c>_</c> is any blank. Symbols without a code
/// are of currencies that ISO 4217 does not name.</para>
/// </remarks>
internal static class CurrencySymbols
{
    public const string Dollars =
        "ARS AUD BBD BMD BND BSD BZD CAD CLP COP CUP DOP FJD GYD HKD JMD KYD LRD MXN NAD NZD SBD SGD SRD TTD TWD USD "
        + "UYU XCD";

    public static readonly string[] Lines =
    [
        "$ " + Dollars, "＄ " + Dollars, "﹩ " + Dollars, "A$ AUD", "AR$ ARS", "AU$ AUD", "B$ BND BSD", "BB$ BBD",
        "BD$ BBD BMD", "BM$ BMD", "BN$ BND", "BR$ BRL", "BS$ BSD", "BZ$ BZD", "Bds$ BBD", "C$ CAD NIO", "CA$ CAD",
        "CI$ KYD", "CL$ CLP", "CO$ COP", "CU$ CUP", "CUC$ CUC", "CV$ CVE", "DO$ DOP", "EC$ XCD", "F$ FJD", "FJ$ FJD",
        "G$ GYD", "GY$ GYD", "HK$ HKD", "J$ JMD", "JM$ JMD", "KY$ KYD", "L$ LRD", "LR$ LRD", "MOP$ MOP", "MX$ MXN",
        "N$ NAD", "NA$ NAD", "NT$ TWD", "NZ$ NZD", "R$ BRL", "RD$ DOP", "S$ SBD SGD", "SB$ SBD", "SG$ SGD", "SI$ SBD",
        "SR$ SRD", "T$ TOP", "TT$ TTD", "TW$ TWD", "US$ USD", "UY$ UYU", "WS$ WST", "Z$ ZWL", "$A AUD", "$AR ARS",
        "$AU AUD", "$BM BMD", "$BN BND", "$BZ BZD", "$C NIO", "$CA CAD", "$CL CLP", "$CO COP", "$EC XCD", "$FJ FJD",
        "$HK HKD", "$LR LRD", "$MN CUP", "$MX MXN", "$NA NAD", "$NZ NZD", "$SB SBD", "$SG SGD", "$SR SRD", "$T TOP",
        "$TT TTD", "$U UYU", "$US USD", "$UY UYU", "$WS WST", "$b BOB", "$_A AUD", "$_AU AUD", "$_CA CAD", "$_HK HKD",
        "$_NZ NZD", "$_SG SGD", "$_SU USD", "$_T TOP", "$_US USD", "$_ZN NZD", "£ GBP", "￡ GBP", "E£ EGP", "EG£ EGP",
        "FK£ FKP", "Fl£ FKP", "GB£ GBP", "L£ LBP", "LB£ LBP", "S£ SYP", "SD£ SSP", "SY£ SYP", "UK£ GBP", "£E EGP",
        "£FK FKP", "£GB GBP", "£GI GIP", "£L LBP", "£LB LBP", "£_E EGP", "£_RU GBP", "¥ CNY JPY", "￥ CNY JPY",
        "CN¥ CNY", "JP¥ JPY", "¥CN CNY", "元 CNY HKD TWD", "圆 CNY", "円 JPY", "원 KRW", "₩ KRW", "￦ KRW", "KA$ CAD",
        "KR₩ KRW", "€ EUR", "֏ AMD", "؋ AFN", "৲ BDT INR", "৳ BDT", "૱ INR", "௹ INR LKR MUR MYR SGD", "฿ THB",
        "TH฿ THB", "៛ KHR", "﷼ IRR OMR QAR SAR YER", "₡ CRC", "₦ NGN", "₧ ESP", "₨ INR LKR MUR NPR PKR SCR", "₪ ILS",
        "₫ VND", "₭ LAK", "₮ MNT", "₯ GRD", "₱ PHP", "₲ PYG", "₴ UAH", "₵ GHS", "GH₵ GHS", "₸ KZT", "₹ INR", "₺ TRY",
        "₼ AZN", "₽ RUB", "₾ GEL", "⃀ KGS", "⃁ SAR", "ƒ ANG AWG XCG", "Afl AWG", "Afl. AWG", "B/. PAB", "Bs.S VES",
        "CFP XPF", "CFPF XPF", "CFA XAF XOF", "Cub$ CUC", "F.G. GNF", "F.Rw RWF", "FBu BIF", "FCFA XAF XOF",
        "FCFP XPF", "Fdj DJF", "F_CFA XAF XOF", "GT_Q GTQ", "MTn MZN", "NAf ANG", "NAf. ANG", "Nfk ERN",
        "S/ PEN", "S/. PEN", "DKr DKK", "NKr NOK", "SKr SEK", "KSh KES", "TSh TZS", "USh UGX", "Lek ALL",
        "р. BYN RUB", "ZiG ZWG", "lej RON", "ley RON", "ТМТ TMT", "щ.д. USD", "أ.م. MRU", "ج.س. SDG",
        "ج.م. EGP", "د.أ. JOD", "د.إ. AED", "د.ب. BHD", "د.ت. TND", "د.ج. DZD", "د.ع. IQD", "د.ك. KWD", "د.ل. LYD",
        "د.م. MAD", "ر.إ. IRR", "ر.س. SAR", "ر.ع. OMR", "ر.ق. QAR", "ر.ي. YER", "ریال IRR", "فرانک_CFA XAF XOF",
        "ل.س. SYP", "ل.ل. LBP", "नेरू NPR", "रू NPR", "රු. LKR", "ብር ETB", "ლ GEL", "レイ RON",
    ];

    /// <summary>
    /// Symbols of one or two letters: units and words as well, read where the profile has their currency.
    /// </summary>
    public static readonly string[] OfProfile =
    [
        "Af AFN", "Ar MGA", "Br BYN ETB", "Br. BYN ETB", "Bs BOB VES", "Bs. BOB VES", "CF KMF", "Cf XCG", "Cg XCG",
        "Cg. XCG", "DA DZD", "DT TND", "Db STN", "FC CDF KMF", "FG GNF", "Ft HUF", "Gs PYG", "Gs. PYG", "KM BAM",
        "Kz AOA", "LE EGP", "LS SYP", "Le SLE", "MK MWK", "Nu BTN", "Nu. BTN", "R ZAR", "RF RWF", "Rf MVR",
        "SR SAR SCR", "TK BDT", "Tk BDT", "UM MRU", "VT VUV", "ZK ZMW", "rb RUB", "L HNL", "КМ BAM",
    ];

    /// <summary>Signs of currencies that have no code, and U+00A4, which is the sign of any.</summary>
    public static readonly string[] WithoutCode =
    [
        "߾", "߿", "꠸", "₠", "₢", "₣", "₤", "₳", "₶", "₷", "₻", "₿", "𞋿", "¤",
    ];
}
