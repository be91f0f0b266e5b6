using System;
using System.Collections.Generic;
using System.Linq;

namespace EventNormalization.Normalization;

/// <summary>The codes of ISO 4217 that stand for money.</summary>
/// <remarks>
/// Codes in X that stand for metals, funds and tests are no money; those of the CFA and CFP francs, the East Caribbean
/// dollar and the Caribbean guilder are. A code of list one is read in capitals, in small letters and with an initial
/// capital; a unit of account and a withdrawn code beside a number in capitals only.
/// </remarks>
internal static class CurrencyCodes
{
    /// <summary>List one: code, number and how many decimal digits the minor unit is away.</summary>
    private const string Current =
        "AED7842 AFN9712 ALL0082 AMD0512 AOA9732 ARS0322 AUD0362 AWG5332 AZN9442 BAM9772 BBD0522 BDT0502 BGN9752 "
        + "BHD0483 BIF1080 BMD0602 BND0962 BOB0682 BRL9862 BSD0442 BTN0642 BWP0722 BYN9332 BZD0842 CAD1242 CDF9762 "
        + "CHF7562 CLP1520 CNY1562 COP1702 CRC1882 CUP1922 CVE1322 CZK2032 DJF2620 DKK2082 DOP2142 DZD0122 EGP8182 "
        + "ERN2322 ETB2302 EUR9782 FJD2422 FKP2382 GBP8262 GEL9812 GHS9362 GIP2922 GMD2702 GNF3240 GTQ3202 GYD3282 "
        + "HKD3442 HNL3402 HTG3322 HUF3482 IDR3602 ILS3762 INR3562 IQD3683 IRR3642 ISK3520 JMD3882 JOD4003 JPY3920 "
        + "KES4042 KGS4172 KHR1162 KMF1740 KPW4082 KRW4100 KWD4143 KYD1362 KZT3982 LAK4182 LBP4222 LKR1442 LRD4302 "
        + "LSL4262 LYD4343 MAD5042 MDL4982 MGA9692 MKD8072 MMK1042 MNT4962 MOP4462 MRU9292 MUR4802 MVR4622 MWK4542 "
        + "MXN4842 MYR4582 MZN9432 NAD5162 NGN5662 NIO5582 NOK5782 NPR5242 NZD5542 OMR5123 PAB5902 PEN6042 PGK5982 "
        + "PHP6082 PKR5862 PLN9852 PYG6000 QAR6342 RON9462 RSD9412 RUB6432 RWF6460 SAR6822 SBD0902 SCR6902 SDG9382 "
        + "SEK7522 SGD7022 SHP6542 SLE9252 SOS7062 SRD9682 SSP7282 STN9302 SVC2222 SYP7602 SZL7482 THB7642 TJS9722 "
        + "TMT9342 TND7883 TOP7762 TRY9492 TTD7802 TWD9012 TZS8342 UAH9802 UGX8000 USD8402 UYU8582 UZS8602 VED9262 "
        + "VES9282 VND7040 VUV5480 WST8822 XAF9500 XCD9512 XCG5322 XOF9520 XPF9530 YER8862 ZAR7102 ZMW9672 ZWG9242";

    /// <summary>Units of account of list one, the same way.</summary>
    private const string Funds = "BOV9842 CHE9472 CHW9482 CLF9904 COU9702 MXV9792 USN9972 UYI9400 UYW9274";

    /// <summary>List three, which gives no minor units.</summary>
    private const string Withdrawn =
        "ADP AFA ALK ANG AOK AON AOR ARA ARP ARY ATS AYM AZM BAD BEC BEF BEL BGJ BGK BGL BOP BRB BRC BRE BRN BRR "
        + "BUK BYB BYR CHC CSD CSJ CSK CUC CYP DDM DEM ECS ECV EEK ESA ESB ESP FIM FRF GEK GHC GHP GNE GNS GQE GRD GWE "
        + "GWP HRD HRK IEP ILP ILR ISJ ITL LAJ LSM LTL LTT LUC LUF LUL LVL LVR MGF MLF MRO MTL MTP MVQ MXP MZE MZM NIC "
        + "NLG PEH PEI PES PLZ PTE RHD ROK ROL RUR SDD SDP SIT SKK SLL SRG STD SUR TJR TMM TPE TRL UAK UGS UGW USS UYN "
        + "UYP VEB VEF VNC YDD YUD YUM YUN ZAL ZMK ZRN ZRZ ZWC ZWD ZWL ZWN ZWR";

    /// <summary>Codes whose letters are a word or a heading, read only where they are the profile's currency.</summary>
    public static readonly string[] Words = ["ALL", "TOP"];

    public static IEnumerable<string> InUse => Entries(Current).Select(CodeOf);

    public static IEnumerable<string> InCapitalsOnly => Entries(Funds).Select(CodeOf).Concat(Entries(Withdrawn));

    public static IEnumerable<string> All => InUse.Concat(InCapitalsOnly);

    /// <summary>The codes that have a number, with it.</summary>
    public static IEnumerable<(string Code, int Number)> Numbers =>
        Entries(Current + " " + Funds).Select(entry => (CodeOf(entry), ValueOf(entry.AsSpan(3, 3))));

    /// <summary>The codes whose minor unit ISO 4217 states, with its decimal digits.</summary>
    public static IEnumerable<(string Code, int Digits)> MinorUnits =>
        Entries(Current + " " + Funds).Select(entry => (CodeOf(entry), ValueOf(entry.AsSpan(6, 1))));

    private static string[] Entries(string table) => table.Split(' ');

    private static string CodeOf(string entry) => entry[..3];

    private static int ValueOf(ReadOnlySpan<char> digits)
    {
        var value = 0;
        foreach (var digit in digits)
        {
            value = (10 * value) + (digit - '0');
        }

        return value;
    }
}
