using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using EventNormalization.Json;

namespace EventNormalization.Normalization;

/// <summary>The members of one event that may be fields, in document order. Not thread-safe.</summary>
internal sealed class FoundMembers
{
    private FoundValue[] _values = new FoundValue[32];
    private FoundName[] _names = [];
    private MemberScope[] _scopes = new MemberScope[16];

    // By chain: the first and the last value. The first chain is of no field, and stays empty.
    private Chain[] _chains = new Chain[1];
    private int _count;
    private int _scopeCount;

    /// <summary>The members found.</summary>
    public Span<FoundValue> Values => _values.AsSpan(0, _count);

    /// <summary>The names of the members, if the event was read thoroughly.</summary>
    public ReadOnlySpan<FoundName> Names => _names.AsSpan(0, _count);

    /// <summary>The objects that names were looked up in; the first is the event itself.</summary>
    public ReadOnlySpan<MemberScope> Scopes => _scopes.AsSpan(0, _scopeCount);

    /// <summary>How many members there are.</summary>
    public int Count => _count;

    /// <summary>Clears everything, for members of this many chains.</summary>
    public void Clear(int chainCount)
    {
        if (_chains.Length != chainCount)
        {
            _chains = new Chain[chainCount];
        }

        (_count, _scopeCount) = (0, 0);

        // All bits set is -1 in every element.
        MemoryMarshal.AsBytes(_chains.AsSpan()).Fill(byte.MaxValue);
    }

    /// <summary>The first member found for a field, whatever its rank; -1 if there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int FirstOf(int field) => _chains[unchecked(field + 1)].First;

    /// <summary>The only member found for a field; -1 if there is none, or more than one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int OnlyOf(int field)
    {
        var chain = _chains[unchecked(field + 1)];
        return chain.First == chain.Last ? chain.First : -1;
    }

    /// <summary>Makes room for so many members more.</summary>
    public void Reserve(int count)
    {
        if (_values.Length - _count < count)
        {
            Array.Resize(ref _values, Math.Max(2 * _values.Length, _count + count));
        }
    }

    /// <summary>
    /// Notes a value and hangs it after the last one of the same field; what is no field is forgotten. There must be
    /// room for it.
    /// </summary>
    /// <remarks>Branch-free, since the processor could not predict whether it is a field.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(NameTarget target, FoundValueFlags kind, int start, int length)
    {
        unchecked
        {
            Debug.Assert(target.Chain < _chains.Length);
            Debug.Assert(_count < _values.Length);
            var index = _count;
            ref var values = ref MemoryMarshal.GetArrayDataReference(_values);
            ref var value = ref Unsafe.Add(ref values, index);
            value.Start = start;
            value.Length = length;
            value.Next = -1;
            value.Kind = kind;
            value.Rank = target.Rank;
            ref var chains = ref MemoryMarshal.GetArrayDataReference(_chains);
            ref var chain = ref Unsafe.Add(ref chains, target.Chain);
            if (chain.First >= 0)
            {
                Unsafe.Add(ref values, chain.Last).Next = index;
            }
            else
            {
                chain.First = index;
            }

            chain.Last = index;
            chains = Chain.Empty;
            _count = index + (target.Chain != 0 ? 1 : 0);
        }
    }

    /// <summary>Notes a value and where its name stands.</summary>
    public void Add(in FoundName name, FoundValueFlags kind, int start, int length)
    {
        Reserve(1);
        if (_names.Length < _values.Length)
        {
            Array.Resize(ref _names, _values.Length);
        }

        _names[_count] = name;
        Add(name.Target, kind, start, length);
    }

    /// <summary>Notes a value under the name of another one; returns its number.</summary>
    public int AddAs(int other, NameTarget target, FoundValueFlags kind, TextSlice text)
    {
        Reserve(1);
        if (_names.Length > other && _names.Length < _values.Length)
        {
            Array.Resize(ref _names, _values.Length);
        }

        if (_names.Length > other)
        {
            _names[_count] = _names[other];
        }

        Add(target, kind, text.Start, text.Length);
        return _count - 1;
    }

    /// <summary>Notes what is found under names that mean several things for each of them.</summary>
    public void Expand(NameGroup group)
    {
        for (var index = FirstOf(group.Number); index >= 0; index = _values[index].Next)
        {
            foreach (var target in group.Targets)
            {
                var value = _values[index];
                AddAs(index, target, value.Kind, new TextSlice { Start = value.Start, Length = value.Length });
            }
        }
    }

    /// <summary>What a text is that may have escapes or characters beyond ASCII.</summary>
    public static FoundValueFlags KindOf(JsonText text) =>
        text.HasHalves ? FoundValueFlags.Text | FoundValueFlags.HasEscapes | FoundValueFlags.HasHalves
            : text.HasEscapes ? FoundValueFlags.Text | FoundValueFlags.HasEscapes
            : text.IsAscii ? FoundValueFlags.Text | FoundValueFlags.IsAscii : FoundValueFlags.Text;

    /// <summary>Notes an object that names are looked up in; returns its number.</summary>
    public int AddScope(in FoundName name)
    {
        if (_scopeCount == _scopes.Length)
        {
            Array.Resize(ref _scopes, 2 * _scopeCount);
        }

        _scopes[_scopeCount] = new MemberScope
        {
            Parent = name.Scope,
            NameStart = name.Start,
            NameLength = name.Length,
        };
        return _scopeCount++;
    }

    private struct Chain
    {
        public static Chain Empty => new() { First = -1, Last = -1 };

        public int First;
        public int Last;
    }
}
