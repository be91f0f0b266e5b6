using System;
using EventNormalization.Ingestion;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>A fault that was injected, and where.</summary>
/// <remarks>Immutable.</remarks>
public sealed class InjectedFault
{
    /// <summary>What was called.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not known.</exception>
    public required StoreOperation Operation { get; init => field = EnumGuard.Checked(value); }

    /// <summary>What the call said; see <see cref="FaultContext.Key"/>.</summary>
    public required ContentHash Key { get; init; }

    /// <summary>The number of the call.</summary>
    public required long Call { get; init; }

    /// <summary>How often a call of the same key was made, this one included.</summary>
    public required int Attempt { get; init; }

    /// <summary>When the call was made.</summary>
    public required Instant At { get; init; }

    /// <summary>What was done to it.</summary>
    public required Fault Fault { get; init; }

    /// <summary>The fault and where, such as <c>throw-after (append, call 5, attempt 1)</c>.</summary>
    /// <returns>One line under the invariant culture.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{Fault} ({FaultPlanKeywords.WordOf(Operation)}, call {Call}, attempt {Attempt})");

    internal static InjectedFault Of(FaultContext context, Fault fault) => new()
    {
        Operation = context.Operation,
        Key = context.Key,
        Call = context.Call,
        Attempt = context.Attempt,
        At = context.Now,
        Fault = fault,
    };
}
