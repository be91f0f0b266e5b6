using System.Collections.Generic;
using System.Linq;

namespace EventNormalization.Normalization;

/// <summary>The alphabetic codes of ISO 4217 that stand for money.</summary>
/// <remarks>
/// Codes in X that stand for metals, funds and tests are no money; those of the CFA and CFP francs, the East Caribbean
/// dollar and the Caribbean guilder are. A code in use is read in either case, unless its letters are also a common
/// word or unit; a code of list three, withdrawn ones, in capitals only.
/// </remarks>
internal static class CurrencyCodes
{
    private const string Current =
        "AED AFN AMD AOA ARS AUD AWG AZN BBD BDT BHD BIF BMD BND BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY CRC "
        + "CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS "
        + "INR IQD IRR ISK JMD JOD JPY KES KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MDL MGA MKD MMK MNT "
        + "MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PGK PKR PLN PYG QAR RON RSD RUB RWF SAR "
        + "SBD SCR SDG SGD SHP SLE SRD SSP STN SVC SYP SZL THB TJS TMT TND TTD TWD TZS UAH UGX USD UYU UZS VED VES "
        + "VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG";

    /// <summary>In use, but in small letters a word or a unit: kilograms, seconds, PHP the language, ...</summary>
    private const string CurrentWords = "ALL BAM BOB COP CUP GEL KGS MAD MOP PEN PHP SEK SOS TOP TRY";

    /// <summary>Units of account of list one.</summary>
    private const string Funds = "BOV CHE CHW CLF COU MXV USN UYI UYW";

    private const string Withdrawn =
        "ADP AFA ALK ANG AOK AON AOR ARA ARP ARY ATS AYM AZM BAD BEC BEF BEL BGJ BGK BGL BGN BOP BRB BRC BRE BRN BRR "
        + "BUK BYB BYR CHC CSD CSJ CSK CUC CYP DDM DEM ECS ECV EEK ESA ESB ESP FIM FRF GEK GHC GHP GNE GNS GQE GRD GWE "
        + "GWP HRD HRK IEP ILP ILR ISJ ITL LAJ LSM LTL LTT LUC LUF LUL LVL LVR MGF MLF MRO MTL MTP MVQ MXP MZE MZM NIC "
        + "NLG PEH PEI PES PLZ PTE RHD ROK ROL RUR SDD SDP SIT SKK SLL SRG STD SUR TJR TMM TPE TRL UAK UGS UGW USS UYN "
        + "UYP VEB VEF VNC YDD YUD YUM YUN ZAL ZMK ZRN ZRZ ZWC ZWD ZWL ZWN ZWR";

    /// <summary>One mark for each code.</summary>
    public static IEnumerable<CurrencyMark> All() =>
        Create(Current, MarkPlaces.Both | MarkPlaces.AnyCase)
            .Concat(Create(CurrentWords + " " + Funds + " " + Withdrawn, MarkPlaces.Both));

    private static IEnumerable<CurrencyMark> Create(string codes, MarkPlaces places) =>
        codes.Split(' ').Select(code => new CurrencyMark(code, [code], places, isAbbreviation: true));
}
