namespace EventNormalization.Normalization;

/// <summary>As what an object or an array is noted, by its name.</summary>
internal static class OpenedValue
{
    /// <summary>Whether it is noted: a wrapper's object is not a value, but its array may be several events.</summary>
    public static bool TryNote(
        FieldMap map, NameTarget target, bool isObject, out NameTarget noted, out FoundValueFlags kind)
    {
        kind = !isObject ? FoundValueFlags.Array
            : target.Inside == FieldMap.Nowhere ? FoundValueFlags.Object
                : FoundValueFlags.Object | FoundValueFlags.IsLedInto;
        noted = !target.IsWrapper ? target
            : isObject ? NameTarget.None
            : FieldRank.IsInner(target.Rank) ? map.InnerArray : map.OuterArray;
        return noted.Chain != 0;
    }
}
