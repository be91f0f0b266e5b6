using System;
using System.Diagnostics;

namespace EventNormalization.Text;

/// <summary>Takes characters apart and puts them together (Unicode Standard, section 3.11).</summary>
/// <remarks>Immutable. Hangul is computed, all else comes from <see cref="DecompositionTable"/>.</remarks>
internal sealed class CanonicalMappings
{
    /// <summary>The most characters that one character becomes.</summary>
    public const int LengthMax = 4;

    /// <summary>The mappings of the stated version.</summary>
    public static readonly CanonicalMappings Unicode = new(ReadTable());

    private const int PlacesLog2 = 11;

    private readonly CanonicalMapping[] _mappings;
    private readonly int[] _characters;
    private readonly ushort[] _places = new ushort[1 << PlacesLog2];

    private CanonicalMappings(CanonicalMapping[] mappings)
    {
        _mappings = mappings;
        _characters = new int[mappings.Length];
        for (var i = 0; i < mappings.Length; i++)
        {
            _characters[i] = mappings[i].Character;
            if (mappings[i].IsComposed)
            {
                _places[FindPlace(mappings[i].First, mappings[i].Second)] = (ushort)(i + 1);
            }
        }
    }

    /// <summary>Every mapping but those of Hangul, by character.</summary>
    public ReadOnlySpan<CanonicalMapping> All => _mappings;

    /// <summary>Writes the full canonical decomposition; returns its length, at least 1.</summary>
    public int Decompose(int character, Span<int> destination)
    {
        if (Hangul.IsSyllable(character))
        {
            return Hangul.Decompose(character, destination);
        }

        var index = Array.BinarySearch(_characters, character);
        if (index < 0)
        {
            destination[0] = character;
            return 1;
        }

        ref readonly var mapping = ref _mappings[index];
        var length = Decompose(mapping.First, destination);
        return mapping.Second == 0 ? length : length + Decompose(mapping.Second, destination[length..]);
    }

    /// <summary>The primary composite of two characters; zero if they have none.</summary>
    public int Compose(int first, int second)
    {
        var place = _places[FindPlace(first, second)];
        return place > 0 ? _mappings[place - 1].Character : Hangul.Compose(first, second);
    }

    /// <summary>Where the pair is, or the free place where it would be.</summary>
    private int FindPlace(int first, int second)
    {
        unchecked
        {
            var hash = (((uint)first * 0x9E3779B1) ^ (uint)second) * 0x85EBCA77;
            var place = (int)(hash >> (32 - PlacesLog2));
            while (_places[place] is var taken and > 0
                && (_mappings[taken - 1].First != first || _mappings[taken - 1].Second != second))
            {
                place = (place + 1) & ((1 << PlacesLog2) - 1);
            }

            return place;
        }
    }

    private static CanonicalMapping[] ReadTable()
    {
        var mappings = new CanonicalMapping[DecompositionTable.Count];
        var count = 0;
        var reader = new TableReader(DecompositionTable.Entries);
        while (reader.TryRead(out var character))
        {
            var isComposed = reader.Mark == '=';
            do
            {
                var first = reader.Read();
                mappings[count++] = new CanonicalMapping
                {
                    Character = character++,
                    First = first,
                    Second = reader.Mark == '+' ? reader.Read() : 0,
                    IsComposed = isComposed,
                };
            }
            while (reader.Mark == ',');
        }

        Debug.Assert(count == mappings.Length, "The table says how many mappings it has.");
        return mappings;
    }
}
