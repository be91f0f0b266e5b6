using System;
using System.Collections.Generic;
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
        AddRanges(traits, CombiningClassTable.Entries, 0);
        AddRanges(traits, LowerCaseTable.Entries, LowerShift);
        AddRanges(traits, InvisibleTable.Entries, 0);
        AddQuickChecks(traits);
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

    /// <summary>Adds <c>300-314:E6</c>, <c>100/12E:1</c> (every second) and <c>AD</c> (no value: invisible).</summary>
    private void AddRanges(List<uint> traits, ReadOnlySpan<byte> entries, int shift)
    {
        var reader = new TableReader(entries);
        while (reader.TryRead(out var first))
        {
            var step = reader.Mark == '/' ? 2 : 1;
            var last = reader.Mark is (byte)'-' or (byte)'/' ? reader.Read() : first;
            var value = reader.Mark == ':' ? (uint)reader.Read() << shift : Invisible;
            for (var character = first; character <= last; character += step)
            {
                Add(traits, character, value);
            }
        }
    }

    private void AddQuickChecks(List<uint> traits)
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
