using System;
using System.Collections.Immutable;

namespace EventNormalization.Envelopes;

/// <summary>How deliveries that hold several events are taken apart.</summary>
/// <remarks>
/// Immutable; vary one with <c>with</c>. Paths are like aliases: case, <c>_</c>, <c>-</c> and blanks do not matter, and a
/// point leads into an object. They are relative to the delivery, and then to each record again.
/// </remarks>
public sealed record EnvelopeRules
{
    /// <summary>A delivery is one event; an array that is the whole delivery holds one each.</summary>
    public static readonly EnvelopeRules None = new();

    /// <summary>Paths to arrays whose objects are the events.</summary>
    public ImmutableArray<string> Records { get; init; } = [];

    /// <summary>
    /// The members of the objects around a record that count as if they stood in the record where it lacks the field;
    /// <see langword="null"/> for all that a field reads, but amount, currency and key.
    /// </summary>
    public ImmutableArray<string>? Inherit { get; init; }

    /// <summary>Paths to texts that hold JSON: an object is read together with what is around it, an array as records.</summary>
    public ImmutableSortedDictionary<string, TextEncoding> Decode { get; init; } =
        ImmutableSortedDictionary<string, TextEncoding>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>Paths to objects whose members are each one event: the name is the metric, the value the amount.</summary>
    public ImmutableArray<string> Spread { get; init; } = [];

    /// <summary>Whether a delivery is one event unless it is an array.</summary>
    public bool IsNone => Records.IsEmpty && Decode.IsEmpty && Spread.IsEmpty;
}
