using System;
using EventNormalization.Json;

namespace EventNormalization.Normalization;

/// <content>Notes of what was found.</content>
internal sealed partial class EventScanner
{
    private void AddText(in Member member, JsonText text)
    {
        Add(member, JsonKind.Text, text.Start, text.Length);
        ref var found = ref _found[_foundCount - 1];
        found.HasEscapes = text.HasEscapes;
        found.IsAscii = text.IsAscii && !text.HasEscapes;
    }

    /// <summary>Notes a text of printed ASCII characters without escapes.</summary>
    private void AddPlainText(in Member member, int start, int length)
    {
        Add(member, JsonKind.Text, start, length);
        ref var found = ref _found[_foundCount - 1];
        found.IsAscii = true;
        found.IsPlain = true;
    }

    private void Add(in Member member, JsonKind kind, int start, int length)
    {
        if (_foundCount == _found.Length)
        {
            Array.Resize(ref _found, 2 * _foundCount);
        }

        Link(member.Target);
        _found[_foundCount++] = new FoundValue
        {
            Field = member.Target.Field,
            Next = -1,
            IsOwnName = member.Target.IsOwnName,
            Kind = kind,
            Start = start,
            Length = length,
            Scope = member.Scope,
            NameStart = member.Name.Start,
            NameLength = member.Name.Length,
        };
    }

    /// <summary>Hangs the member to be added behind the last one of the same field and rank.</summary>
    private void Link(NameTarget target)
    {
        var chain = (2 * target.Field) + (target.IsOwnName ? (int)FieldRank.OwnName : (int)FieldRank.Alias);
        if (_heads[chain] < 0)
        {
            _heads[chain] = _foundCount;
        }
        else
        {
            _found[_tails[chain]].Next = _foundCount;
        }

        _tails[chain] = _foundCount;
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
            NameStart = member.Name.Start,
            NameLength = member.Name.Length,
        };
        return _scopeCount++;
    }
}
