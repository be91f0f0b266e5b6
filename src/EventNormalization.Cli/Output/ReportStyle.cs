namespace EventNormalization.Cli.Output;

/// <summary>For whom results are written.</summary>
internal enum ReportStyle
{
    /// <summary>For a person.</summary>
    Table,

    /// <summary>For a script.</summary>
    Json,

    /// <summary>For a spreadsheet (RFC 4180).</summary>
    Csv,
}
