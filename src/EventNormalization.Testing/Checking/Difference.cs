namespace EventNormalization.Testing.Checking;

/// <summary>What was found, and what was expected in its place, as texts.</summary>
internal readonly record struct Difference(string Found, string Expected)
{
    public override string ToString() => $"found {Found}, expected {Expected}";
}
