using System;
using System.Buffers.Binary;

namespace EventNormalization.Canonicalization;

/// <summary>The order of RFC 8785: names by their UTF-16 code units, found from UTF-8 without conversion.</summary>
/// <remarks>
/// UTF-8 sorts by code point. UTF-16 differs in one place: a character beyond U+FFFF is a surrogate pair, which sorts
/// below U+E000. Its UTF-8 begins with F0 to F4, and U+E000 to U+FFFF with EE and EF, so raising those two bytes above
/// F4 turns the order of the bytes into that of the code units. Both bytes only ever begin a character.
/// </remarks>
internal readonly ref struct MemberOrder
{
    private const ulong EveryHighBit = 0x8080_8080_8080_8080;

    private readonly ReadOnlySpan<byte> _document;
    private readonly ReadOnlySpan<byte> _unescapedNames;

    public MemberOrder(ReadOnlySpan<byte> document, ReadOnlySpan<byte> unescapedNames)
    {
        _document = document;
        _unescapedNames = unescapedNames;
    }

    /// <summary>The first eight bytes of <paramref name="name"/> as a number that sorts as the name does.</summary>
    public static ulong PrefixOf(ReadOnlySpan<byte> name)
    {
        var prefix = 0UL;
        if (name.Length >= sizeof(ulong))
        {
            prefix = BinaryPrimitives.ReadUInt64BigEndian(name);
        }
        else
        {
            for (var i = 0; i < name.Length; i++)
            {
                prefix |= (ulong)name[i] << (56 - (8 * i));
            }
        }

        return (prefix & EveryHighBit) == 0 ? prefix : RaiseBytes(prefix);
    }

    /// <summary>Negative where <paramref name="left"/> comes first, zero where both names are one.</summary>
    public int Compare(in CanonicalMember left, in CanonicalMember right) =>
        left.Prefix != right.Prefix
            ? (left.Prefix < right.Prefix ? -1 : 1)
            : CompareNames(NameOf(left), NameOf(right));

    private static int CompareNames(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var common = left.CommonPrefixLength(right);
        return common == left.Length || common == right.Length
            ? left.Length - right.Length
            : Raise(left[common]) - Raise(right[common]);
    }

    private ReadOnlySpan<byte> NameOf(in CanonicalMember member) => member.NameStart >= 0
        ? _document.Slice(member.NameStart, member.NameLength)
        : _unescapedNames.Slice(~member.NameStart, member.NameLength);

    private static ulong RaiseBytes(ulong prefix)
    {
        var raised = 0UL;
        for (var shift = 56; shift >= 0; shift -= 8)
        {
            raised |= (ulong)Raise((byte)((prefix >> shift) & 0xFF)) << shift;
        }

        return raised;
    }

    private static int Raise(byte value) => value is 0xEE or 0xEF ? value + 0x10 : value;
}
