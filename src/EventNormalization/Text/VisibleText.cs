using System;
using System.Text;

namespace EventNormalization.Text;

/// <summary>Finds what a reader of a text could not see, or could not know.</summary>
/// <remarks>
/// Three invisible characters are part of a spelling: U+200C and U+200D between letters of one script that spells with
/// them, U+200D and tags inside a sequence of emoji that Unicode lists, and U+FE0F after a character that it makes an
/// emoji. Law: NFC changes no answer, since what it changes is no emoji, and stays a letter or a mark of its script.
/// </remarks>
internal static class VisibleText
{
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;
    private const int EmojiVariation = 0xFE0F;
    private const uint Watched =
        CharacterTable.Invisible | CharacterTable.Unknown | CharacterTable.BeginsEmojiSequence;

    /// <summary>The first fault of a text.</summary>
    /// <param name="utf8">The text.</param>
    public static CharacterError FindError(ReadOnlySpan<byte> utf8)
    {
        var before = 0u;
        for (var position = 0; position < utf8.Length;)
        {
            Rune.DecodeFromUtf8(utf8[position..], out var character, out var length);
            var traits = CharacterTable.Unicode[character.Value];
            if ((traits & Watched) != 0)
            {
                if ((traits & CharacterTable.Unknown) != 0)
                {
                    return CharacterError.Unknown;
                }

                if ((traits & CharacterTable.Invisible) != 0 && !IsSpelled(utf8, position, before))
                {
                    return CharacterError.Invisible;
                }

                if (EmojiSequences.Unicode.LengthAtStart(utf8[position..]) is var longest and > 0)
                {
                    (length, traits) = (longest, 0);
                }
            }

            before = traits;
            position += length;
        }

        return CharacterError.None;
    }

    /// <summary>Whether the invisible character at this position is part of a spelling.</summary>
    private static bool IsSpelled(ReadOnlySpan<byte> utf8, int position, uint before)
    {
        Rune.DecodeFromUtf8(utf8[position..], out var character, out var length);
        return character.Value switch
        {
            EmojiVariation => (before & CharacterTable.HasEmojiVariation) != 0,
            ZeroWidthNonJoiner or ZeroWidthJoiner =>
                JoinedScripts.Unicode.AreOfOne(utf8[..position], utf8[(position + length)..]),
            _ => false,
        };
    }
}
