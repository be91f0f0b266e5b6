using System;
using System.Runtime.CompilerServices;
using EventNormalization.Json;

namespace EventNormalization.Normalization;

/// <content>Notes of what was found.</content>
internal sealed partial class EventScanner
{
    private void AddText(in Member member, JsonText text)
    {
        ref var found = ref Add(member, JsonKind.Text, text.Start, text.Length);
        found.HasEscapes = text.HasEscapes;
        found.IsAscii = text.IsAscii && !text.HasEscapes;
    }

    /// <summary>Notes a text of printed ASCII characters without escapes.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddPlainText(in Member member, int start, int length)
    {
        ref var found = ref Add(member, JsonKind.Text, start, length);
        found.IsAscii = true;
        found.IsPlain = true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddOther(in Member member, byte first, int start, int length) => Add(
        member, first == 't' ? JsonKind.True : first == 'f' ? JsonKind.False : JsonKind.Number, start, length);

    /// <summary>Notes a value and hangs it behind the last one of the same field and rank.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref FoundValue Add(in Member member, JsonKind kind, int start, int length)
    {
        if (_foundCount == _found.Length)
        {
            Array.Resize(ref _found, 2 * _foundCount);
        }

        var chain = member.Target.Chain;
        if (_heads[chain] < 0)
        {
            _heads[chain] = _foundCount;
        }
        else
        {
            _found[_tails[chain]].Next = _foundCount;
        }

        _tails[chain] = _foundCount;
        ref var found = ref _found[_foundCount++];
        found = default;
        found.Next = -1;
        found.Field = member.Target.Field;
        found.IsOwnName = member.Target.IsOwnName;
        found.Kind = kind;
        found.Start = start;
        found.Length = length;
        found.Scope = member.Scope;
        found.NameStart = member.NameStart;
        found.NameLength = member.NameLength;
        return ref found;
    }

    private int AddScope(in Member member)
    {
        if (_scopeCount == _scopes.Length)
        {
            Array.Resize(ref _scopes, 2 * _scopeCount);
        }

        _scopes[_scopeCount] = new MemberScope
        {
            Parent = member.Scope,
            NameStart = member.NameStart,
            NameLength = member.NameLength,
        };
        return _scopeCount++;
    }
}
