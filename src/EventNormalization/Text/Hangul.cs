using System;

namespace EventNormalization.Text;

/// <summary>Hangul syllables and their letters, by arithmetic (Unicode Standard, section 3.12).</summary>
internal static class Hangul
{
    private const int SyllableFirst = 0xAC00;
    private const int SyllableCount = 11172;
    private const int LeadFirst = 0x1100;
    private const int LeadCount = 19;
    private const int VowelFirst = 0x1161;
    private const int VowelCount = 21;

    // The count of trailing letters includes that of none, which has no character.
    private const int NoTrail = 0x11A7;
    private const int TrailCount = 28;

    public static bool IsSyllable(int character) => character is >= SyllableFirst and < SyllableFirst + SyllableCount;

    /// <summary>Whether a character can be the second of a pair that composes.</summary>
    public static bool IsVowelOrTrail(int character) => IsVowel(character) || IsTrail(character);

    /// <summary>Writes the two or three letters of a syllable; returns how many.</summary>
    public static int Decompose(int syllable, Span<int> destination)
    {
        var index = syllable - SyllableFirst;
        var trail = index % TrailCount;
        destination[0] = LeadFirst + (index / (VowelCount * TrailCount));
        destination[1] = VowelFirst + (index / TrailCount % VowelCount);
        if (trail == 0)
        {
            return 2;
        }

        destination[2] = NoTrail + trail;
        return 3;
    }

    /// <summary>The syllable of a lead and a vowel, or of a syllable without trail and a trail; else zero.</summary>
    public static int Compose(int first, int second)
    {
        if (first is >= LeadFirst and < LeadFirst + LeadCount && IsVowel(second))
        {
            return SyllableFirst + ((((first - LeadFirst) * VowelCount) + second - VowelFirst) * TrailCount);
        }

        return IsSyllable(first) && (first - SyllableFirst) % TrailCount == 0 && IsTrail(second)
            ? first + second - NoTrail
            : 0;
    }

    private static bool IsVowel(int character) => character is >= VowelFirst and < VowelFirst + VowelCount;

    private static bool IsTrail(int character) => character is > NoTrail and < NoTrail + TrailCount;
}
