using System;
using System.Runtime.CompilerServices;
using EventNormalization.Json;

namespace EventNormalization.Normalization;

/// <summary>The members of one event that may be fields, in the order in which they stand. Of one thread.</summary>
internal sealed class FoundMembers
{
    private FoundValue[] _values = new FoundValue[32];
    private MemberScope[] _scopes = new MemberScope[16];

    // By chain: the first and the last value. The first two are of no field, and stay empty.
    private Chain[] _chains = new Chain[2];
    private int _count;
    private int _scopeCount;

    /// <summary>The members found.</summary>
    public Span<FoundValue> Values => _values.AsSpan(0, _count);

    /// <summary>The objects that names were looked up in; the first is the event itself.</summary>
    public ReadOnlySpan<MemberScope> Scopes => _scopes.AsSpan(0, _scopeCount);

    /// <summary>How many members there are.</summary>
    public int Count => _count;

    /// <summary>Forgets everything and expects members of so many fields.</summary>
    public void Clear(int fieldCount)
    {
        var chainCount = 2 * (fieldCount + 1);
        if (_chains.Length != chainCount)
        {
            _chains = new Chain[chainCount];
        }

        (_count, _scopeCount) = (0, 0);
        _chains.AsSpan().Fill(Chain.Empty);
    }

    /// <summary>The first member found for a field under its own name, or under an alias; -1 if there is none.</summary>
    public int FirstOf(int field, FieldRank rank) => _chains[NameTarget.ChainOf(field, rank)].First;

    /// <summary>The only member found for a field, whatever its rank; -1 if there is none or more than one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int OnlyOf(int field)
    {
        var own = _chains[NameTarget.ChainOf(field, FieldRank.OwnName)];
        var alias = _chains[NameTarget.ChainOf(field, FieldRank.Alias)];

        // Of a number and -1, the conjunction is the number.
        return own.First == own.Last & alias.First == alias.Last & (own.First | alias.First) == -1
            ? own.First & alias.First
            : -1;
    }

    /// <summary>
    /// Notes a value and hangs it behind the last one of the same field and rank; what is no field is forgotten.
    /// </summary>
    /// <remarks>Whether it is a field is nothing that the processor has to guess.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(FoundName name, FoundKind kind, int start, int length)
    {
        unchecked
        {
            var index = _count;
            if ((uint)index >= (uint)_values.Length)
            {
                Array.Resize(ref _values, 2 * _values.Length);
            }

            ref var value = ref _values[index];
            value.Start = start;
            value.Length = length;
            value.NameStart = name.Start;
            value.NameLength = name.Length;
            value.Scope = name.Scope;
            value.Next = -1;
            value.Kind = kind;
            value.Chain = name.Target.Chain;
            ref var chain = ref _chains[name.Target.Chain];
            if (chain.First >= 0)
            {
                _values[chain.Last].Next = index;
            }
            else
            {
                chain.First = index;
            }

            chain.Last = index;
            _chains[0] = Chain.Empty;
            _count = index + (name.Target.Field >= 0 ? 1 : 0);
        }
    }

    /// <summary>Notes a text that may have escapes or characters beyond ASCII.</summary>
    public void AddText(FoundName name, JsonText text) => Add(
        name,
        text.HasEscapes ? FoundKind.Text | FoundKind.HasEscapes
            : text.IsAscii ? FoundKind.Text | FoundKind.IsAscii : FoundKind.Text,
        text.Start,
        text.Length);

    /// <summary>Notes an object that names are looked up in; returns its number.</summary>
    public int AddScope(FoundName name)
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
