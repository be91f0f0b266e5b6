using System;
using System.Runtime.InteropServices;

namespace EventNormalization.Json;

/// <summary>The words of JSON as four bytes in the order of this machine.</summary>
internal static class JsonLiteralBytes
{
    public static uint Null => MemoryMarshal.Read<uint>("null"u8);

    public static uint True => MemoryMarshal.Read<uint>("true"u8);

    /// <summary>The first four bytes of <c>false</c>.</summary>
    public static uint Fals => MemoryMarshal.Read<uint>("fals"u8);

    /// <summary>The first byte that keeps the text at <paramref name="position"/> from being a word.</summary>
    public static int FindError(ReadOnlySpan<byte> json, int position)
    {
        var rest = json[position..];
        var longest = Math.Max(
            rest.CommonPrefixLength("null"u8),
            Math.Max(rest.CommonPrefixLength("true"u8), rest.CommonPrefixLength("false"u8)));
        return position + longest;
    }
}
