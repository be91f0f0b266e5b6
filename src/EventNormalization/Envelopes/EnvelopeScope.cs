using EventNormalization.Ingestion;

namespace EventNormalization.Envelopes;

/// <summary>An object that is being expanded.</summary>
internal sealed class EnvelopeScope
{
    /// <summary>The object around it; null for the delivery itself.</summary>
    public EnvelopeScope? Outer { get; init; }

    /// <summary>The array whose element it is; null for the value of a member.</summary>
    public EnvelopeArray? Array { get; init; }

    /// <summary>Its number in the array.</summary>
    public int Index { get; init; }

    /// <summary>The path of what holds it: its own, unless it is an element.</summary>
    public required string Path { get; init; }

    /// <summary>Where it begins in its source.</summary>
    public required int Start { get; init; }

    /// <summary>How many objects and arrays are open inside of it, itself included.</summary>
    public required int Depth { get; init; }

    /// <summary>The paths that go on here.</summary>
    public required EnvelopePaths? Paths { get; init; }

    /// <summary>The paths that begin here, in a decoded object that others go on in.</summary>
    public EnvelopePaths? MorePaths { get; init; }

    public bool IsDecoded { get; init; }

    /// <summary>What it is in the envelope; null as long as it holds no record.</summary>
    public EnvelopeLevel? Level { get; set; }

    /// <summary>The path of a member.</summary>
    public string PathOf(string member)
    {
        var own = Array is null ? Path : Array.PathOf(Index);
        return own.Length == 0 ? member : own + "." + member;
    }
}
