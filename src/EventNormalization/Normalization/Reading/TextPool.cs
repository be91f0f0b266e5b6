using System;
using System.Numerics;
using System.Text;

namespace EventNormalization.Normalization;

/// <summary>Interns strings by their UTF-8, so that a client's id is one string and not one for each event.</summary>
/// <remarks>
/// Not thread-safe. A text that falls on a taken place replaces what is there, so memory is bounded and hostile texts
/// cost no more than a new string each.
/// </remarks>
internal sealed class TextPool
{
    private const int PlacesLog2 = 12;
    private const int BytesMax = 64;
    private readonly Entry[] _entries = new Entry[1 << PlacesLog2];

    /// <summary>The string of this text.</summary>
    public string Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > BytesMax)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        ref var entry = ref _entries[PlaceOf(utf8)];
        if (entry.Utf8 is null || !utf8.SequenceEqual(entry.Utf8))
        {
            entry = new Entry { Utf8 = utf8.ToArray(), Text = Encoding.UTF8.GetString(utf8) };
        }

        return entry.Text;
    }

    private static int PlaceOf(ReadOnlySpan<byte> utf8)
    {
        var hash = (uint)utf8.Length;
        while (utf8.Length >= 4)
        {
            hash = BitOperations.Crc32C(hash, BitConverter.ToUInt32(utf8));
            utf8 = utf8[4..];
        }

        foreach (var b in utf8)
        {
            hash = BitOperations.Crc32C(hash, b);
        }

        return (int)(hash & ((1 << PlacesLog2) - 1));
    }

    private struct Entry
    {
        public byte[]? Utf8;
        public string Text;
    }
}
