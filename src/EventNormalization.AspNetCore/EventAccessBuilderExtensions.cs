using System;
using EventNormalization.Access;
using EventNormalization.Composition;
using EventNormalization.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace EventNormalization;

/// <summary>Says who may do what over HTTP.</summary>
public static class EventAccessBuilderExtensions
{
    /// <summary>
    /// Names the authorization policies of single rights, whose events a caller may send, and limits of rates. The
    /// host does not start if a named policy does not exist.
    /// </summary>
    /// <param name="builder">The composition of the library.</param>
    /// <param name="configure">Sets the options; several calls add up.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="builder"/> or <paramref name="configure"/> is null.
    /// </exception>
    public static EventNormalizationBuilder UseAccess(
        this EventNormalizationBuilder builder, Action<EventAccessOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var services = builder.Services;
        services.Configure(configure);
        services.TryAddSingleton<RequestLimiter>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, NamedPolicies>());
        return builder;
    }

    /// <summary>
    /// Masks what the schema does not read before anything is stored, at ingestion and at every retry.
    /// </summary>
    /// <param name="builder">The composition of the library.</param>
    /// <param name="masking">What is kept of what was never understood.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="masking"/> is not known.</exception>
    public static EventNormalizationBuilder UseMasking(this EventNormalizationBuilder builder, PayloadMasking masking)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!Enum.IsDefined(masking))
        {
            throw new ArgumentOutOfRangeException(nameof(masking), masking, "It is no known way to mask.");
        }

        builder.Services.Replace(ServiceDescriptor.Singleton(new ChosenMasking(masking)));
        return builder;
    }
}
