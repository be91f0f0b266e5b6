using System;

namespace EventNormalization.Storage;

/// <summary>A kind of fault, and how often it is drawn.</summary>
/// <remarks>Equal when both members are.</remarks>
public readonly record struct FaultRate
{
    /// <summary>Says how often a kind is drawn.</summary>
    /// <param name="kind">The kind; not <see cref="FaultKind.None"/>.</param>
    /// <param name="rate">The share of calls, from 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The kind is none or unknown, or the rate is out of range.
    /// </exception>
    public FaultRate(FaultKind kind, double rate)
    {
        if (kind == FaultKind.None || !Enum.IsDefined(kind))
        {
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "It is no kind of fault.");
        }

        Kind = kind;
        Rate = Checked(rate);
    }

    /// <summary>The kind of fault.</summary>
    public FaultKind Kind { get; }

    /// <summary>The share of calls, from 0 to 1.</summary>
    public double Rate { get; }

    /// <summary>Throws if it is not a share.</summary>
    internal static double Checked(double rate) => rate is >= 0 and <= 1
        ? rate
        : throw new ArgumentOutOfRangeException(nameof(rate), rate, "A rate is from 0 to 1.");
}
