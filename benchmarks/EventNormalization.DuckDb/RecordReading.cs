namespace EventNormalization.DuckDb;

/// <summary>The two ways in which DuckDB reads the lines.</summary>
internal enum RecordReading
{
    /// <summary>Straight into maps: the faster, but some good lines are lost.</summary>
    Typed,

    /// <summary>As JSON objects first: exact.</summary>
    Objects,
}
