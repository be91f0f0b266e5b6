using System;
using System.Diagnostics;
using System.Globalization;

namespace EventNormalization.Storage;

/// <summary>The name of one append, under which it can safely be repeated when its result is unknown.</summary>
/// <remarks>
/// Chosen by the caller: a number that no other run of any program has, and a sequence number within that run. Ordered
/// by run, then sequence.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public readonly struct AppendId : IEquatable<AppendId>, IComparable<AppendId>
{
    /// <summary>Creates the name of an append.</summary>
    /// <param name="run">A number that no other run of any pipeline has.</param>
    /// <param name="sequence">The number within the run; a run never uses one twice.</param>
    public AppendId(ulong run, ulong sequence)
    {
        Run = run;
        Sequence = sequence;
    }

    /// <summary>The run; drawn at random by the caller.</summary>
    public ulong Run { get; }

    /// <summary>The number of the append within its run.</summary>
    public ulong Sequence { get; }

    /// <inheritdoc/>
    public bool Equals(AppendId other) => Run == other.Run && Sequence == other.Sequence;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is AppendId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Run, Sequence);

    /// <inheritdoc/>
    public int CompareTo(AppendId other) =>
        Run != other.Run ? Run.CompareTo(other.Run) : Sequence.CompareTo(other.Sequence);

    /// <summary>The run as 16 hexadecimal digits, a point and the sequence number.</summary>
    /// <returns>One line, for people and logs.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Run:x16}.{Sequence}");

    /// <summary>Whether two names are equal.</summary>
    public static bool operator ==(AppendId left, AppendId right) => left.Equals(right);

    /// <summary>Whether two names differ.</summary>
    public static bool operator !=(AppendId left, AppendId right) => !left.Equals(right);

    /// <summary>Whether the left name comes first.</summary>
    public static bool operator <(AppendId left, AppendId right) => left.CompareTo(right) < 0;

    /// <summary>Whether the right name comes first.</summary>
    public static bool operator >(AppendId left, AppendId right) => left.CompareTo(right) > 0;

    /// <summary>Whether the right name does not come first.</summary>
    public static bool operator <=(AppendId left, AppendId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left name does not come first.</summary>
    public static bool operator >=(AppendId left, AppendId right) => left.CompareTo(right) >= 0;
}
