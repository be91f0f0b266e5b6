using System;
using System.Diagnostics;
using System.Globalization;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>Who may try a failed event now, and until when. Equal when both are.</summary>
/// <remarks>
/// It decides who tries, never what counts: that the retry name decides. <c>default</c> has no holder.
/// </remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public readonly struct FailedLease : IEquatable<FailedLease>
{
    /// <summary>Says who holds it, and until when.</summary>
    /// <param name="holder">The holder's name; not empty.</param>
    /// <param name="until">The first instant at which somebody else may lease it.</param>
    /// <exception cref="ArgumentException"><paramref name="holder"/> is null or empty.</exception>
    public FailedLease(string holder, Instant until)
    {
        ArgumentException.ThrowIfNullOrEmpty(holder);
        Holder = holder;
        Until = until;
    }

    /// <summary>The holder's name.</summary>
    public string Holder { get; }

    /// <summary>The first instant at which somebody else may lease it.</summary>
    public Instant Until { get; }

    private string DebuggerDisplay => string.Create(
        CultureInfo.InvariantCulture, $"{Holder} until {Until}");

    /// <inheritdoc/>
    public bool Equals(FailedLease other) => Holder == other.Holder && Until == other.Until;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FailedLease other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Holder, Until);

    /// <summary>Whether two leases are equal.</summary>
    public static bool operator ==(FailedLease left, FailedLease right) => left.Equals(right);

    /// <summary>Whether two leases differ.</summary>
    public static bool operator !=(FailedLease left, FailedLease right) => !left.Equals(right);
}
