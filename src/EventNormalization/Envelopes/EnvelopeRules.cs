using System;
using System.Collections.Immutable;

namespace EventNormalization.Envelopes;

/// <summary>How deliveries that hold several events are expanded into records.</summary>
/// <remarks>
/// Immutable; vary one with <c>with</c>; equal when they say the same.
/// Paths are like aliases: case, <c>_</c>, <c>-</c> and blanks do not matter, and a
/// point leads into an object. They are relative to the delivery, and then to each record again.
/// </remarks>
public sealed record EnvelopeRules
{
    /// <summary>A delivery is one event; an array that is the whole delivery holds one each.</summary>
    public static readonly EnvelopeRules None = new();

    private readonly EqualArray<string> _records;
    private readonly EqualArray<string>? _inherit;
    private readonly EqualSortedMap<TextEncoding> _decode = new(ImmutableSortedDictionary<string, TextEncoding>.Empty);
    private readonly EqualArray<string> _spread;

    /// <summary>Paths to arrays whose objects are the events.</summary>
    public ImmutableArray<string> Records { get => _records.Items; init => _records = new(value); }

    /// <summary>
    /// The members of the objects around a record that are inherited by a record without the field;
    /// <see langword="null"/> for all members that a field reads, except amount, currency and key.
    /// </summary>
    public ImmutableArray<string>? Inherit
    {
        get => _inherit?.Items;
        init => _inherit = value is { } names ? new(names) : null;
    }

    /// <summary>
    /// Paths to texts that hold JSON: an object is read together with what is around it, an array as records.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">An encoding is not known.</exception>
    public ImmutableSortedDictionary<string, TextEncoding> Decode
    {
        get => _decode.Items;
        init
        {
            _decode = new(value);
            foreach (var encoding in value.Values)
            {
                EnumGuard.Checked(encoding, nameof(value));
            }
        }
    }

    /// <summary>
    /// Paths to objects whose members are each one event: the name is the metric, the value the amount.
    /// </summary>
    public ImmutableArray<string> Spread { get => _spread.Items; init => _spread = new(value); }

    /// <summary>Whether a delivery is one event unless it is an array.</summary>
    public bool IsNone => Records.IsEmpty && Decode.IsEmpty && Spread.IsEmpty;
}
