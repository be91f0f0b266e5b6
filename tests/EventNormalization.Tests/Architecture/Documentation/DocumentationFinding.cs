namespace EventNormalization.Tests.Architecture.Documentation;

/// <summary>One thing that the documentation of a public member lacks, or says without saying anything.</summary>
internal sealed record DocumentationFinding(string File, int Line, string Member, string Tag, string Problem)
{
    public override string ToString() => $"{File}({Line}): {Member}: <{Tag}> {Problem}";
}
