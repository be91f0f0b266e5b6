using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace EventNormalization.Text;

/// <summary>What the rules of this folder need to know of each character, in one look-up.</summary>
/// <remarks>Immutable. Filled from the generated tables when the first text that is not ASCII is read.</remarks>
internal sealed class CharacterTable
{
    /// <summary>The bits of the canonical combining class.</summary>
    public const uint ClassMask = 0xFF;

    /// <summary>Set where the quick check of NFC does not say yes: the character may change.</summary>
    public const uint NotSurelyNfc = 0x100;

    /// <summary>Set for control characters and for those that do not show.</summary>
    public const uint Invisible = 0x200;

    /// <summary>Set for characters that the version does not have, and for those of private use.</summary>
    public const uint Unknown = 0x400;

    /// <summary>Set where U+FE0F after the character makes an emoji of it.</summary>
    public const uint HasEmojiVariation = 0x800;

    /// <summary>Set where one of the <see cref="EmojiSequences"/> begins with the character.</summary>
    public const uint BeginsEmojiSequence = 0x1000;

    /// <summary>Where the distance to the small letter begins, modulo 2^16; zero where there is none.</summary>
    public const int LowerShift = 16;

    /// <summary>The characters of the stated version.</summary>
    public static readonly CharacterTable Unicode = new();

    private const int CharacterCount = 0x110000;
    private const int BlockLog2 = 6;
    private const int BlockMask = (1 << BlockLog2) - 1;

    private readonly ushort[] _blocks = new ushort[CharacterCount >> BlockLog2];
    private readonly uint[] _traits;

    private CharacterTable()
    {
        // The first block is that of all characters of which there is nothing to know.
        var traits = new List<uint>(new uint[1 << BlockLog2]);
        AddValues(traits, CombiningClassTable.Entries, 0);
        AddValues(traits, LowerCaseTable.Entries, LowerShift);
        AddTrait(traits, InvisibleTable.Entries, Invisible);
        AddTrait(traits, EmojiVariationTable.Entries, HasEmojiVariation);
        AddFastChecks(traits);
        foreach (var character in EmojiSequences.Unicode.Starts)
        {
            Add(traits, character, BeginsEmojiSequence);
        }

        AddUnknown(traits);
        _traits = [.. traits];
    }

    /// <summary>The traits of a character.</summary>
    public uint this[int character]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _traits[(_blocks[character >> BlockLog2] << BlockLog2) | (character & BlockMask)];
    }

    /// <summary>Whether NFC never joins the character with, and never orders it among, what stands before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsBoundary(uint traits) => (traits & (ClassMask | NotSurelyNfc)) == 0;

    private void AddValues(List<uint> traits, ReadOnlySpan<byte> entries, int shift)
    {
        var reader = new TableReader(entries);
        while (reader.TryReadRange(out var range))
        {
            for (var character = range.First; character <= range.Last; character += range.Step)
            {
                Add(traits, character, (uint)range.Value << shift);
            }
        }
    }

    private void AddTrait(List<uint> traits, ReadOnlySpan<byte> entries, uint trait)
    {
        var reader = new TableReader(entries);
        while (reader.TryReadRange(out var range))
        {
            for (var character = range.First; character <= range.Last; character++)
            {
                Add(traits, character, trait);
            }
        }
    }

    /// <summary>Adds what is unknown last: whole planes are, whose blocks are all the same one.</summary>
    private void AddUnknown(List<uint> traits)
    {
        var unknown = (ushort)(traits.Count >> BlockLog2);
        traits.AddRange(Enumerable.Repeat(Unknown, 1 << BlockLog2));
        var reader = new TableReader(UnknownTable.Entries);
        while (reader.TryReadRange(out var range))
        {
            for (var character = range.First; character <= range.Last; character++)
            {
                ref var block = ref _blocks[character >> BlockLog2];
                var isWhole = (character & BlockMask) == 0 && character + BlockMask <= range.Last && block == 0;
                if (isWhole)
                {
                    block = unknown;
                    character += BlockMask;
                }
                else
                {
                    Add(traits, character, Unknown);
                }
            }
        }
    }

    private void AddFastChecks(List<uint> traits)
    {
        for (var jamo = 0x1100; jamo < 0x1200; jamo++)
        {
            Add(traits, jamo, Hangul.IsVowelOrTrail(jamo) ? NotSurelyNfc : 0);
        }

        foreach (ref readonly var mapping in CanonicalMappings.Unicode.All)
        {
            Add(traits, mapping.IsComposed ? mapping.Second : mapping.Character, NotSurelyNfc);
        }
    }

    private void Add(List<uint> traits, int character, uint trait)
    {
        ref var block = ref _blocks[character >> BlockLog2];
        if (block == 0)
        {
            block = (ushort)(traits.Count >> BlockLog2);
            traits.AddRange(new uint[1 << BlockLog2]);
        }

        traits[(block << BlockLog2) | (character & BlockMask)] |= trait;
    }
}
