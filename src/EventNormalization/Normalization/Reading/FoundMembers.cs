using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using EventNormalization.Json;

namespace EventNormalization.Normalization;

/// <summary>The members of one event that may be fields, in the order in which they stand. Of one thread.</summary>
internal sealed class FoundMembers
{
    private FoundValue[] _values = new FoundValue[32];
    private FoundName[] _names = [];
    private MemberScope[] _scopes = new MemberScope[16];

    // By chain: the first and the last value. The first two are of no field, and stay empty.
    private Chain[] _chains = new Chain[2];
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

    /// <summary>Whether a field was found twice at the same rank.</summary>
    public bool HasRepeats { get; private set; }

    /// <summary>Forgets everything and expects members of so many fields.</summary>
    public void Clear(int fieldCount)
    {
        var chainCount = 2 * (fieldCount + 1);
        if (_chains.Length != chainCount)
        {
            _chains = new Chain[chainCount];
        }

        (_count, _scopeCount, HasRepeats) = (0, 0, false);

        // Bytes of ones are numbers that are -1.
        MemoryMarshal.AsBytes(_chains.AsSpan()).Fill(byte.MaxValue);
    }

    /// <summary>The first member found for a field under its own name, or under an alias; -1 if there is none.</summary>
    public int FirstOf(int field, FieldRank rank) => _chains[NameTarget.ChainOf(field, rank)].First;

    /// <summary>The only member found for a field, whatever its rank; -1 if there is none, or one of each rank.</summary>
    /// <remarks>Where there are repeats, it may be the first of several.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int OnlyOf(int field)
    {
        var own = _chains[NameTarget.ChainOf(field, FieldRank.OwnName)].First;
        var alias = _chains[NameTarget.ChainOf(field, FieldRank.Alias)].First;

        // Of a number and -1, the disjunction is -1, and the conjunction is the number.
        return (own | alias) < 0 ? own & alias : -1;
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
    /// Notes a value and hangs it behind the last one of the same field and rank; what is no field is forgotten. There
    /// must be room for it.
    /// </summary>
    /// <remarks>Whether it is a field is nothing that the processor has to guess.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(NameTarget target, FoundKind kind, int start, int length)
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
            ref var chains = ref MemoryMarshal.GetArrayDataReference(_chains);
            ref var chain = ref Unsafe.Add(ref chains, target.Chain);
            if (chain.First >= 0)
            {
                Unsafe.Add(ref values, chain.Last).Next = index;
                HasRepeats = true;
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
    public void Add(in FoundName name, FoundKind kind, int start, int length)
    {
        Reserve(1);
        if (_names.Length < _values.Length)
        {
            Array.Resize(ref _names, _values.Length);
        }

        _names[_count] = name;
        Add(name.Target, kind, start, length);
    }

    /// <summary>What a text is that may have escapes or characters beyond ASCII.</summary>
    public static FoundKind KindOf(JsonText text) =>
        text.HasEscapes ? FoundKind.Text | FoundKind.HasEscapes
            : text.IsAscii ? FoundKind.Text | FoundKind.IsAscii : FoundKind.Text;

    /// <summary>Notes an object that names are looked up in; returns its number.</summary>
    public int AddScope(in FoundName name)
    {
        if (_scopeCount == _scopes.Length)
        {
            Array.Resize(ref _scopes, 2 * _scopeCount);
        }

        _scopes[_scopeCount] = new MemberScope { Parent = name.Scope, NameStart = name.Start, NameLength = name.Length };
        return _scopeCount++;
    }

    private struct Chain
    {
        public static Chain Empty => new() { First = -1, Last = -1 };

        public int First;
        public int Last;
    }
}
