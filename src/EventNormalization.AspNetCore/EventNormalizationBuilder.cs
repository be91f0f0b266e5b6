using Microsoft.Extensions.DependencyInjection;

namespace EventNormalization;

/// <summary>Composes the library in a host: schema, stores, retries.</summary>
public sealed class EventNormalizationBuilder
{
    internal EventNormalizationBuilder(IServiceCollection services) => Services = services;

    /// <summary>The host's services.</summary>
    public IServiceCollection Services { get; }
}
