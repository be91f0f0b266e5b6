using System;
using System.Collections.Immutable;

namespace EventNormalization.Normalization;

/// <summary>How amounts are read, and what else makes them money.</summary>
/// <remarks>
/// Immutable; vary one with <c>with</c>; equal when they say the same.
/// The steps are taken in this order: the text is read, then the number is scaled
/// (<see cref="Unit"/> or <see cref="Scale"/>), then <see cref="SignFrom"/> says its sign, then <see cref="Negate"/>
/// turns it. They concern the record's amount alone; further fields of decimals are read as they are written. A
/// setting that can never apply is refused when a normalizer is made of the schema.
/// </remarks>
public sealed record AmountRules
{
    /// <summary>JSON's own convention.</summary>
    public static readonly AmountRules Default = new();

    private readonly EqualArray<string> _unitMarks;
    private readonly EqualMap<int> _minorUnits = new(ImmutableDictionary<string, int>.Empty, StringComparer.Ordinal);
    private CachedValue<AmountRules, CompiledAmountRules> _compiled;

    /// <summary>Which reading a text takes that has two, such as <c>1,200</c> and <c>1.200</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not known.</exception>
    public NumberFormat NumberFormat { get; init => field = EnumGuard.Checked(value); } = NumberFormat.Invariant;

    /// <summary>
    /// The ISO 4217 code of the currency of an amount that names none, or names a mark which this currency shares.
    /// </summary>
    public string? Currency { get; init; }

    /// <summary>The unit of the amounts.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not known.</exception>
    public AmountUnit Unit { get; init => field = EnumGuard.Checked(value); }

    /// <summary>
    /// With <see cref="AmountUnit.Minor"/>: how many decimal digits single currencies have, 0 to 8, where the client
    /// differs from ISO 4217; by code.
    /// </summary>
    public ImmutableDictionary<string, int> MinorUnits
    {
        get => _minorUnits.Items;
        init => _minorUnits = new(value, StringComparer.Ordinal);
    }

    /// <summary>
    /// How many of a number's digits are decimal digits, whatever the currency: with 2, 1250 is 12.50. From 0 to 28;
    /// 0 says that amounts are meant as they are written.
    /// </summary>
    public int? Scale { get; init; }

    /// <summary>The member that says the sign.</summary>
    public SignRules? SignFrom { get; init; }

    /// <summary>Whether the sign of every amount is turned.</summary>
    public bool Negate { get; init; }

    /// <summary>Words beside the number that are set aside, such as <c>kg</c>, exactly as they are written.</summary>
    public ImmutableArray<string> UnitMarks { get => _unitMarks.Items; init => _unitMarks = new(value); }

    /// <summary>What was worked out of the rules; the rules must have been checked.</summary>
    internal CompiledAmountRules Compiled =>
        _compiled.GetOrCreate(this, static rules => new CompiledAmountRules(rules));
}
