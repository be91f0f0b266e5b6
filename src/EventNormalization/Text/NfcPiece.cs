using System;
using System.Buffers;
using System.Text;

namespace EventNormalization.Text;

/// <summary>One piece of text taken apart, put in order and put together again (UAX #15, section 1.3).</summary>
/// <remarks>
/// A character is held with its combining class above it and, while marks are put in order, its place between the two,
/// so that sorting numbers is a stable sort by class.
/// </remarks>
internal static class NfcPiece
{
    private const int ClassShift = 56;
    private const int PlaceShift = 24;
    private const ulong CharacterMask = (1UL << PlaceShift) - 1;

    // A character of n bytes becomes at most 1.5 n characters.
    private const int GrowthMax = 2;
    private const int StackLength = 128;

    /// <summary>Writes a piece in NFC; returns the number of bytes.</summary>
    public static int Write(ReadOnlySpan<byte> utf8, Span<byte> destination)
    {
        var room = GrowthMax * utf8.Length;
        if (room <= StackLength)
        {
            return Write(utf8, stackalloc ulong[StackLength], destination);
        }

        var rented = ArrayPool<ulong>.Shared.Rent(room);
        var written = Write(utf8, rented, destination);
        ArrayPool<ulong>.Shared.Return(rented);
        return written;
    }

    private static int Write(ReadOnlySpan<byte> utf8, Span<ulong> characters, Span<byte> destination)
    {
        characters = characters[..Decompose(utf8, characters)];
        Order(characters);
        characters = characters[..Compose(characters)];
        var written = 0;
        foreach (var character in characters)
        {
            written += new Rune(ValueOf(character)).EncodeToUtf8(destination[written..]);
        }

        return written;
    }

    private static int Decompose(ReadOnlySpan<byte> utf8, Span<ulong> characters)
    {
        Span<int> parts = stackalloc int[CanonicalMappings.LengthMax];
        var count = 0;
        while (!utf8.IsEmpty)
        {
            Rune.DecodeFromUtf8(utf8, out var character, out var length);
            utf8 = utf8[length..];
            length = CanonicalMappings.Unicode.Decompose(character.Value, parts);
            foreach (var part in parts[..length])
            {
                var combiningClass = CharacterTable.Unicode[part] & CharacterTable.ClassMask;
                characters[count] = ((ulong)combiningClass << ClassShift) | ((ulong)count << PlaceShift) | (uint)part;
                count++;
            }
        }

        return count;
    }

    /// <summary>Sorts each run of characters whose class is not zero.</summary>
    private static void Order(Span<ulong> characters)
    {
        var start = 0;
        for (var i = 0; i <= characters.Length; i++)
        {
            if (i == characters.Length || ClassOf(characters[i]) == 0)
            {
                characters[start..i].Sort();
                start = i + 1;
            }
        }
    }

    /// <summary>Joins characters with the last starter unless blocked; returns how many are left.</summary>
    private static int Compose(Span<ulong> characters)
    {
        var starter = -1;
        var lastClass = 0;
        var count = 0;
        foreach (var character in characters)
        {
            var combiningClass = ClassOf(character);
            var isUnblocked = starter >= 0 && (starter == count - 1 || lastClass < combiningClass);
            var composite = isUnblocked
                ? CanonicalMappings.Unicode.Compose(ValueOf(characters[starter]), ValueOf(character))
                : 0;
            if (composite != 0)
            {
                characters[starter] = (uint)composite;
                continue;
            }

            starter = combiningClass == 0 ? count : starter;
            lastClass = combiningClass;
            characters[count++] = character;
        }

        return count;
    }

    private static int ClassOf(ulong character) => (int)(character >> ClassShift);

    private static int ValueOf(ulong character) => (int)(character & CharacterMask);
}
