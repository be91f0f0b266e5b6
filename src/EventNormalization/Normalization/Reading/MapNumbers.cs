namespace EventNormalization.Normalization;

/// <summary>The ranks of members that are no fields, but say something about them.</summary>
internal static class MapNumbers
{
    /// <summary>Among the companions: a member that may name somebody.</summary>
    public const int Subject = 0;

    /// <summary>Among the companions: the member that only a CloudEvent has.</summary>
    public const int CloudEvent = 1;

    /// <summary>Among the notices: an array under a wrapper's name.</summary>
    public const int Array = 0;

    /// <summary>Among the notices: the zone of a date in the same object.</summary>
    public const int Zone = 1;
}
