namespace EventNormalization.Normalization;

/// <summary>As what an object or an array is noted, by its name.</summary>
internal static class OpenedValue
{
    /// <summary>
    /// What it is noted as, which has no field if it is not: a wrapper's object is not a value, but its array may be
    /// several events.
    /// </summary>
    public static NameTarget TargetOf(FieldMap map, NameTarget target, bool isObject) =>
        !target.IsWrapper ? target
        : isObject ? NameTarget.None
        : FieldRank.IsInner(target.Rank) ? map.InnerArray : map.OuterArray;

    /// <summary>The kind of value that is noted.</summary>
    public static FoundValueFlags KindOf(NameTarget target, bool isObject) =>
        !isObject ? FoundValueFlags.Array
        : target.Inside == FieldMap.Nowhere ? FoundValueFlags.Object
        : FoundValueFlags.Object | FoundValueFlags.IsLedInto;
}
