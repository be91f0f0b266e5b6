using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using EventNormalization.Json;

namespace EventNormalization.Normalization;

/// <summary>The names in the open objects, to detect duplicates within an object.</summary>
/// <remarks>
/// Not thread-safe. Names are compared by a 64-bit hash first, keyed by a secret so that nobody can make names collide,
/// and by their text if the hashes are equal. Names of an object are adjacent, so the search is one vector scan, which
/// is only needed if the innermost object already has a name with the same eight bits of its hash.
/// </remarks>
internal sealed class NameSet
{
    private const int WordsOfBits = 4;

    private readonly ulong _secret = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)) | 1;
    private ulong[] _hashes = new ulong[256];
    private JsonText[] _names = new JsonText[256];
    private byte[] _unescaped = [];

    // Of each object that is open: a bit for each value of eight bits of a hash, set if one of its names has them.
    private ulong[] _bits = new ulong[64 * WordsOfBits];
    private int _bitsStart;
    private int _count;

    /// <summary>How many names are held.</summary>
    public int Count
    {
        get => _count;
        private set => _count = value;
    }

    /// <summary>Forgets all names and all objects.</summary>
    public void Clear() => (Count, _bitsStart) = (0, -WordsOfBits);

    /// <summary>Goes into an object, which has no names yet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Enter()
    {
        unchecked
        {
            _bitsStart += WordsOfBits;
            if (_bitsStart == _bits.Length)
            {
                Array.Resize(ref _bits, 2 * _bitsStart);
            }

            Vector256<ulong>.Zero.CopyTo(_bits, _bitsStart);
        }
    }

    /// <summary>Forgets the names from this number on, because their object is closed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Leave(int count)
    {
        unchecked
        {
            Count = count;
            _bitsStart -= WordsOfBits;
        }
    }

    /// <summary>Adds a name to the object whose names begin at <paramref name="first"/>.</summary>
    /// <returns>Whether the object did not have the name yet, in any spelling.</returns>
    public bool TryAdd(ReadOnlySpan<byte> json, JsonText name, int first)
    {
        var hash = HashOf(json, name);
        var others = _hashes.AsSpan(first, Count - first);
        ref var bits = ref BitsOf(hash);
        var at = (bits & BitOf(hash)) == 0 ? -1 : others.IndexOf(hash);
        while (at >= 0)
        {
            if (HasSameText(json, _names[first + at], name))
            {
                return false;
            }

            var next = others[(at + 1)..].IndexOf(hash);
            at = next < 0 ? -1 : at + 1 + next;
        }

        Push(hash, name);
        bits |= BitOf(hash);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong BitOf(ulong hash) => 1UL << (int)((hash >> 56) & 63);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref ulong BitsOf(ulong hash) => ref _bits[unchecked(_bitsStart + (int)(hash >> 62))];

    /// <summary>The hash of a name's text, whatever its spelling.</summary>
    private ulong HashOf(ReadOnlySpan<byte> json, JsonText name)
    {
        var text = TextOf(json, name, ref _unescaped);
        unchecked
        {
            var hash = (ulong)text.Length * _secret;
            while (text.Length >= 8)
            {
                hash = (hash ^ BitConverter.ToUInt64(text)) * _secret;
                hash ^= hash >> 29;
                text = text[8..];
            }

            foreach (var b in text)
            {
                hash = (hash ^ b) * _secret;
            }

            return (hash ^ (hash >> 32)) * _secret;
        }
    }

    private static bool HasSameText(ReadOnlySpan<byte> json, JsonText left, JsonText right)
    {
        byte[] leftText = [], rightText = [];
        return TextOf(json, left, ref leftText).SequenceEqual(TextOf(json, right, ref rightText));
    }

    private static ReadOnlySpan<byte> TextOf(ReadOnlySpan<byte> json, JsonText name, ref byte[] unescaped)
    {
        var text = json.Slice(name.Start, name.Length);
        if (!name.HasEscapes)
        {
            return text;
        }

        if (unescaped.Length < text.Length)
        {
            unescaped = new byte[text.Length];
        }

        return unescaped.AsSpan(0, JsonEscapes.Unescape(text, unescaped));
    }

    private void Push(ulong hash, JsonText name)
    {
        if (Count == _hashes.Length)
        {
            Array.Resize(ref _hashes, 2 * Count);
            Array.Resize(ref _names, 2 * Count);
        }

        _hashes[Count] = hash;
        _names[Count++] = name;
    }
}
