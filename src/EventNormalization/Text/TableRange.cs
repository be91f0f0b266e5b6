namespace EventNormalization.Text;

/// <summary>Characters of a generated table that have one value.</summary>
internal readonly struct TableRange
{
    /// <summary>The first character.</summary>
    public required int First { get; init; }

    /// <summary>The last character, which is one of them.</summary>
    public required int Last { get; init; }

    /// <summary>1, or 2 where it is every second character.</summary>
    public required int Step { get; init; }

    /// <summary>Their value; zero where the table has none.</summary>
    public required int Value { get; init; }
}
