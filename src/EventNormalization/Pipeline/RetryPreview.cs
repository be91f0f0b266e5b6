using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Storage;

namespace EventNormalization.Pipeline;

/// <summary>What a retry would understand of failed events, what it would refuse and why; nothing is stored.</summary>
/// <remarks>Immutable. Law: <see cref="Entries"/> is the sum of the other two numbers.</remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed class RetryPreview
{
    /// <summary>How many entries were read.</summary>
    public long Entries => Understood + Refused;

    /// <summary>Entries that would be understood.</summary>
    public required long Understood { get; init; }

    /// <summary>Entries that would be refused.</summary>
    public required long Refused { get; init; }

    /// <summary>The number of refused entries by reason code, each code once an entry; ordered by code.</summary>
    public required ImmutableSortedDictionary<string, long> Reasons { get; init; }

    private string DebuggerDisplay => string.Create(
        CultureInfo.InvariantCulture, $"{Understood} understood, {Refused} refused");

    /// <summary>Reads entries like a retry does, one at a time.</summary>
    /// <param name="identifier">The rules; they need not be those of any store.</param>
    /// <param name="entries">What would be retried; read once, and not kept.</param>
    /// <param name="onRead">Is told of each; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What it came to.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="identifier"/> or <paramref name="entries"/> is null.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    public static async ValueTask<RetryPreview> ReadAsync(
        EventIdentifier identifier,
        IAsyncEnumerable<FailedEvent> entries,
        Func<FailedEvent, IdentificationResult, ValueTask>? onRead = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(identifier);
        ArgumentNullException.ThrowIfNull(entries);
        var (understood, refused) = (0L, 0L);
        var reasons = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        await foreach (var entry in entries.WithCancellation(cancellationToken)
            .ConfigureAwait(ContextCapture.IsEnabled))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var read = RetryReading.Read(identifier, entry);
            (understood, refused) = read.IsSuccess ? (understood + 1, refused) : (understood, refused + 1);
            foreach (var code in read.Errors.Select(error => error.Code).Distinct())
            {
                reasons[code] = reasons.GetValueOrDefault(code) + 1;
            }

            if (onRead is not null)
            {
                await onRead(entry, read).ConfigureAwait(ContextCapture.IsEnabled);
            }
        }

        return new RetryPreview { Understood = understood, Refused = refused, Reasons = reasons.ToImmutable() };
    }
}
