using System;
using System.Diagnostics;
using System.Globalization;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>Who may retry a failed event, and until when. Equal when both members are.</summary>
/// <remarks>
/// It decides who retries, never what is counted: the retry name decides that. <c>default</c> has no holder.
/// </remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public readonly struct FailedLease : IEquatable<FailedLease>
{
    /// <summary>Creates a lease.</summary>
    /// <param name="holder">The holder's name; not empty.</param>
    /// <param name="until">The first instant at which another holder may lease it.</param>
    /// <exception cref="ArgumentException"><paramref name="holder"/> is null or empty.</exception>
    public FailedLease(string holder, Instant until)
    {
        ArgumentException.ThrowIfNullOrEmpty(holder);
        Holder = holder;
        Until = until;
    }

    /// <summary>The holder's name.</summary>
    public string Holder { get; }

    /// <summary>The first instant at which another holder may lease it.</summary>
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
