using System;
using System.Buffers;
using System.Collections.Generic;
using System.Text;

namespace EventNormalization.Text;

/// <summary>The emoji that are several characters with U+200D between them, or a flag with tags (UTS #51).</summary>
/// <remarks>Immutable. Those of RGI_Emoji_ZWJ_Sequence and RGI_Emoji_Tag_Sequence, and no others.</remarks>
internal sealed class EmojiSequences
{
    /// <summary>The sequences of the stated version.</summary>
    public static readonly EmojiSequences Unicode = new();

    private const int AnySkinTone = 0;
    private const int OtherSkinTone = 1;

    private readonly Dictionary<int, List<int[]>> _byStart = [];

    private EmojiSequences()
    {
        var sequence = new List<int>();
        var reader = new TableReader(EmojiSequenceTable.Entries);
        while (reader.TryRead(out var character))
        {
            sequence.Clear();
            sequence.Add(character);
            while (reader.Mark == '-')
            {
                sequence.Add(reader.Read());
            }

            if (!_byStart.TryGetValue(character, out var sequences))
            {
                _byStart.Add(character, sequences = []);
            }

            sequences.Add([.. sequence]);
        }
    }

    /// <summary>The characters that sequences begin with.</summary>
    public IReadOnlyCollection<int> Starts => _byStart.Keys;

    /// <summary>
    /// The length of the longest sequence that the text begins with, in bytes; zero if there is none.
    /// </summary>
    public int LengthAtStart(ReadOnlySpan<byte> utf8)
    {
        Rune.DecodeFromUtf8(utf8, out var start, out _);
        var longest = 0;
        foreach (var sequence in _byStart.GetValueOrDefault(start.Value, []))
        {
            longest = Math.Max(longest, LengthOf(sequence, utf8));
        }

        return longest;
    }

    /// <summary>The length of the sequence in bytes; zero if the text does not begin with it.</summary>
    private static int LengthOf(int[] sequence, ReadOnlySpan<byte> utf8)
    {
        var position = 0;
        var tone = 0;
        foreach (var expected in sequence)
        {
            if (Rune.DecodeFromUtf8(utf8[position..], out var character, out var length) != OperationStatus.Done)
            {
                return 0;
            }

            var isTone = character.Value is >= 0x1F3FB and <= 0x1F3FF;
            var isExpected = expected switch
            {
                AnySkinTone => isTone,
                OtherSkinTone => isTone && character.Value != tone,
                _ => character.Value == expected,
            };
            if (!isExpected)
            {
                return 0;
            }

            tone = isTone ? character.Value : tone;
            position += length;
        }

        return position;
    }
}
