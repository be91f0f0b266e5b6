namespace EventNormalization.Normalization;

/// <summary>The name of the member that is read: where it stands, in which object, and what it means.</summary>
internal readonly struct FoundName(NameTarget target, int start, int length, int scope)
{
    /// <summary>The event itself, whose names are those of the top level.</summary>
    public static readonly FoundName Root = new(FieldMap.RootTarget, 0, 0, -1);

    /// <summary>No name: that of a value in an array.</summary>
    public static readonly FoundName None = new(NameTarget.None, 0, 0, -1);

    public readonly NameTarget Target = target;
    public readonly int Start = start;
    public readonly int Length = length;
    public readonly int Scope = scope;
}
