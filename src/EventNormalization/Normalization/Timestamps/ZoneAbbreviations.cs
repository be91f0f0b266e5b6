using System;
using System.Collections.Frozen;
using System.Text;

namespace EventNormalization.Normalization;

/// <summary>The capital letters that tools print for a zone beside its offset: <c>+0300 MSK</c>.</summary>
/// <remarks>
/// Those of the IANA database and of the CLDR, those that the database had before it went over to numbers, and those
/// that
/// other tools print. The offset decides what they mean; a word that is not among them, such as <c>NOON</c> or an era,
/// is
/// no zone, and what it says about the instant is not known.
/// </remarks>
internal static class ZoneAbbreviations
{
    private const int LettersMin = 2;
    private const int LettersMax = 5;

    private static readonly FrozenSet<int> Known = Pack(
        "UT UTC GMT WET WEST CET CEST EET EEST MET MEST MSK MSD BST BDST IST GST WEMT CEMT FET "
        + "EST EDT CST CDT MST MDT PST PDT AST ADT NST NDT AKST AKDT HST HDT HAST HADT YST YDT CHST SST PPT "
        + "EWT CWT MWT PWT AWT YWT HWT NWT EPT CPT MPT PPT APT AHST AHDT NDDT "
        + "CAT EAT SAST WAT WAST CAST CVT AZOT AZOST MUT RET SCT "
        + "AEST AEDT ACST ACDT AWST AWDT ACWST LHST LHDT NFT NFDT NZST NZDT NZMT CHAST CHADT "
        + "FJT FJST TOT WST NUT CKT TAHT "
        + "JST JDT KST KDT HKT HKST HKWT PHT SGT MYT WIB WITA WIT ICT MMT NPT BTT BDT PKT PKST AFT IRST IRDT IDT IDDT "
        + "AMT AMST AZT AZST GET GEST TRT TRST UZT TMT TJT KGT ALMT QYZT AQTT ORAT ULAT ULAST HOVT CHOT XJT "
        + "SAMT YEKT YEKST OMST OMSST NOVT NOVST KRAT KRAST IRKT IRKST YAKT YAKST VLAT VLAST MAGT MAGST SAKT SRET PETT "
        + "ANAT VOLT BRT BRST ART ARST CLT CLST UYT UYST PYT PYST BOT PET COT ECT VET GYT SRT GFT FNT FNST ACT EAST "
        + "EASST GALT FKT FKST PMST PMDT EGT EGST WGT WGST LMT SET LST TVT WAKT WFT NCT VUT PGT SBT "
        + "CHUT PONT KOST MHT GILT "
        + "LINT PHOT MART GAMT PWT BNT TLT MVT IOT CCT CXT DAVT MAWT VOST SYOT ROTT DDUT");

    /// <summary>Whether the letters are the name of a zone; small letters are none.</summary>
    public static bool Contains(ReadOnlySpan<byte> name) =>
        name.Length is >= LettersMin and <= LettersMax
        && name.IndexOfAnyExceptInRange((byte)'A', (byte)'Z') < 0
        && Known.Contains(Pack(name));

    private static FrozenSet<int> Pack(string names) =>
        FrozenSet.ToFrozenSet(Array.ConvertAll(names.Split(' '), name => Pack(Encoding.ASCII.GetBytes(name))));

    /// <summary>The letters as digits to the base of 32.</summary>
    private static int Pack(ReadOnlySpan<byte> name)
    {
        var packed = 0;
        foreach (var letter in name)
        {
            packed = unchecked((packed << 5) | (letter & 31));
        }

        return packed;
    }
}
