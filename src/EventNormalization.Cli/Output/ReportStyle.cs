namespace EventNormalization.Cli.Output;

/// <summary>Whom results are written for.</summary>
internal enum ReportStyle
{
    /// <summary>For a person.</summary>
    Table,

    /// <summary>For a script.</summary>
    Json,

    /// <summary>For a spreadsheet (RFC 4180).</summary>
    Csv,
}
