namespace EventNormalization.Cli.Workloads;

/// <summary>Whether the amounts of a workload are of currencies.</summary>
internal enum WorkloadCurrencies
{
    /// <summary>A client has one currency or none.</summary>
    OfClients,

    /// <summary>No event names a currency.</summary>
    None,
}
