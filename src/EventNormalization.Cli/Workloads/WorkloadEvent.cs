namespace EventNormalization.Cli.Workloads;

/// <summary>What a generated event means.</summary>
internal readonly record struct WorkloadEvent
{
    /// <summary>The client's number in <see cref="WorkloadNames.Clients"/>.</summary>
    public required int Client { get; init; }

    /// <summary>The metric's number in <see cref="WorkloadNames.Metrics"/>.</summary>
    public required int Metric { get; init; }

    /// <summary>The amount in ten-thousandths; its third decimal is zero unless the fourth is not.</summary>
    public required long AmountUnits { get; init; }

    /// <summary>The currency's number in <see cref="CurrencySpelling.All"/>; 0 is none.</summary>
    public required int Currency { get; init; }

    /// <summary>The instant in seconds since 1970.</summary>
    public required long UnixSeconds { get; init; }
}
