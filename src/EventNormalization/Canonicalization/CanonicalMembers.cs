using System;
using EventNormalization.Json;

namespace EventNormalization.Canonicalization;

/// <summary>The members of all open objects, the innermost object's last.</summary>
internal ref struct CanonicalMembers
{
    private readonly ReadOnlySpan<byte> _json;
    private PooledBuffer<CanonicalMember> _members;
    private PooledBuffer<byte> _unescapedNames;
    private int _unescapedLength;

    public CanonicalMembers(ReadOnlySpan<byte> json, Span<CanonicalMember> initial)
    {
        _json = json;
        _members = new PooledBuffer<CanonicalMember>(initial);
    }

    /// <summary>The number of members of all open objects.</summary>
    public int Count { get; private set; }

    /// <summary>The member added last.</summary>
    public readonly ref CanonicalMember Last => ref _members.All[Count - 1];

    private readonly MemberOrder Order => new(_json, _unescapedNames.All);

    /// <summary>The members of the innermost object, whose first has the index <paramref name="first"/>.</summary>
    public readonly Span<CanonicalMember> Since(int first) => _members.All[first..Count];

    /// <summary>Adds the member whose name was just read.</summary>
    public void Add(JsonText name, int start)
    {
        _members.Reserve(Count + 1, Count);
        var nameStart = name.Start;
        var bytes = _json.Slice(name.Start, name.Length);
        if (name.HasEscapes)
        {
            nameStart = ~_unescapedLength;
            bytes = Unescape(bytes);
        }

        ref var member = ref _members.All[Count++];
        member.Prefix = MemberOrder.PrefixOf(bytes);
        member.NameStart = nameStart;
        member.NameLength = bytes.Length;
        member.Position = name.Start - 1;
        member.Start = start;
    }

    /// <summary>Whether the last member follows the one before it.</summary>
    public readonly bool IsLastAfterPrevious()
    {
        ref readonly var previous = ref _members.All[Count - 2];
        ref readonly var last = ref _members.All[Count - 1];
        return previous.Prefix < last.Prefix || Order.Compare(previous, last) < 0;
    }

    /// <summary>Sorts the members of the innermost object.</summary>
    /// <returns>Where in the document a name stands a second time; -1 if none does.</returns>
    public readonly int Sort(int first)
    {
        var members = Since(first);
        var order = Order;
        MemberSort.Sort(members, order);
        var repeated = -1;
        for (var i = 1; i < members.Length; i++)
        {
            if (order.Compare(members[i - 1], members[i]) == 0)
            {
                var position = Math.Max(members[i - 1].Position, members[i].Position);
                repeated = repeated < 0 ? position : Math.Min(repeated, position);
            }
        }

        return repeated;
    }

    /// <summary>Forgets the members of the innermost object.</summary>
    public void RemoveSince(int first)
    {
        if (_unescapedLength > 0)
        {
            ForgetNames(Since(first));
        }

        Count = first;
    }

    public void Dispose()
    {
        _members.Dispose();
        _unescapedNames.Dispose();
    }

    private void ForgetNames(ReadOnlySpan<CanonicalMember> members)
    {
        foreach (ref readonly var member in members)
        {
            // The first unescaped name of the object is where the names of the enclosing objects end.
            _unescapedLength = member.NameStart < 0 ? Math.Min(_unescapedLength, ~member.NameStart) : _unescapedLength;
        }
    }

    private ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> escaped)
    {
        _unescapedNames.Reserve(_unescapedLength + escaped.Length, _unescapedLength);
        var free = _unescapedNames.All[_unescapedLength..];
        var length = JsonEscapes.Unescape(escaped, free);
        _unescapedLength += length;
        return free[..length];
    }
}
