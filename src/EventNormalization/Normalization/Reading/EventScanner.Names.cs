using System;
using System.Runtime.CompilerServices;
using EventNormalization.Json;

namespace EventNormalization.Normalization;

/// <content>What the names of members mean, and that none stands twice in one object.</content>
internal sealed partial class EventScanner
{
    /// <summary>Checks that the object has no such name yet, and finds what the name means.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private JsonFault Look(ReadOnlySpan<byte> json, JsonText name, ref Frame frame, out NameTarget target)
    {
        target = NameTarget.None;
        if (_names.Count - frame.NamesStart == _namesMax)
        {
            return JsonFault.TooManyNames;
        }

        if (name.HasEscapes || name.Length is 0 or > NameKey.LengthMax)
        {
            return LookAtLong(json, name, ref frame, out target);
        }

        var spelled = json.Slice(name.Start, name.Length);
        var key = NameKey.Of(spelled);
        if (!_names.TryAdd(json, name, frame.NamesStart, key.Hash))
        {
            return JsonFault.DuplicateName;
        }

        if (frame.Place != FieldMap.Nowhere && !_cache.TryFind(key, key.Hash, frame.Place, out target))
        {
            target = Find(spelled, frame.Place);
            _cache.Remember(key, frame.Place, target);
        }

        return JsonFault.None;
    }

    private JsonFault LookAtLong(ReadOnlySpan<byte> json, JsonText name, ref Frame frame, out NameTarget target)
    {
        target = NameTarget.None;
        if (!_names.TryAdd(json, name, frame.NamesStart, _names.HashOf(json, name)))
        {
            return JsonFault.DuplicateName;
        }

        var spelled = json.Slice(name.Start, name.Length);
        if (frame.Place == FieldMap.Nowhere || name.Length > 6 * FoldedName.LengthMax)
        {
            return JsonFault.None;
        }

        Span<byte> unescaped = stackalloc byte[6 * FoldedName.LengthMax];
        target = Find(
            name.HasEscapes ? unescaped[..JsonEscapes.Unescape(spelled, unescaped)] : spelled, frame.Place);
        return JsonFault.None;
    }

    private NameTarget Find(ReadOnlySpan<byte> name, int place)
    {
        Span<char> folded = stackalloc char[FoldedName.LengthMax];
        var length = FoldedName.Fold(name, folded);
        return length > 0 ? _map.Find(place, folded[..length]) : NameTarget.None;
    }
}
