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

    private void Add(in Member member, JsonKind kind, int start, int length)
    {
        if (_foundCount == _found.Length)
        {
            Array.Resize(ref _found, 2 * _foundCount);
        }

        _found[_foundCount++] = new FoundValue
        {
            Field = member.Target.Field,
            IsOwnName = member.Target.IsOwnName,
            Kind = kind,
            Start = start,
            Length = length,
            Scope = member.Scope,
            NameStart = member.Name.Start,
            NameLength = member.Name.Length,
        };
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
