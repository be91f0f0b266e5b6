using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using EventNormalization.Json;
using EventNormalization.Text;

namespace EventNormalization.Normalization;

/// <content>Looks up the names of members, and finds duplicates within an object.</content>
internal sealed partial class EventScanner
{
    /// <summary>Checks that the object has no such name yet, and finds what the name means.</summary>
    private JsonError LookUp(ReadOnlySpan<byte> json, JsonText name, ref Frame frame, out NameTarget target)
    {
        target = NameTarget.None;
        if (_names.Count - frame.NamesStart == _namesMax)
        {
            return JsonError.TooManyNames;
        }

        if (!_names.TryAdd(json, name, frame.NamesStart))
        {
            return JsonError.DuplicateName;
        }

        if (frame.Place != FieldMap.Nowhere && name.Length <= 6 * FoldedName.LengthMax)
        {
            target = Find(json.Slice(name.Start, name.Length), name.HasEscapes, frame.Place);
        }

        return JsonError.None;
    }

    private NameTarget Find(ReadOnlySpan<byte> spelled, bool hasEscapes, int place)
    {
        Span<byte> buffer = stackalloc byte[6 * FoldedName.LengthMax];
        if (hasEscapes)
        {
            return _nameCache.Map.Find(place, buffer[..JsonEscapes.Unescape(spelled, buffer)]);
        }

        if (spelled.Length is 0 or > NameCache.LengthMax)
        {
            return _nameCache.Map.Find(place, spelled);
        }

        spelled.CopyTo(buffer);
        ref var known = ref _nameCache.Find(Vector256.Create<byte>(buffer), (uint)spelled.Length, place);
        return Unsafe.AreSame(ref known, ref _nameCache.None) ? _nameCache.Map.Find(place, spelled) : known.Target;
    }
}
