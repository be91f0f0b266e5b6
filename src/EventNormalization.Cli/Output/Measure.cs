using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EventNormalization.Aggregation;
using EventNormalization.Storage;

namespace EventNormalization.Cli.Output;

/// <summary>A total that can be asked for.</summary>
internal sealed class Measure
{
    private static readonly Measure[] All =
    [
        new("count", group => group.Count),
        new("sum", group => group.Sum.IsSuccess ? group.Sum.Value : null, group => group.Sum.Error),
        new("min", group => ValueOf(group.Min), group => group.Min.Error),
        new("max", group => ValueOf(group.Max), group => group.Max.Error),
        new("mean", group => ValueOf(group.Mean), group => group.Mean.Error) { _isRounded = true },
    ];

    private const int ShownDecimals = 6;

    private readonly Func<TotalsGroup, decimal?> _value;
    private bool _isRounded;
    private readonly Func<TotalsGroup, AggregateError?> _error;

    private Measure(string name, Func<TotalsGroup, decimal?> value, Func<TotalsGroup, AggregateError?>? error = null)
    {
        Name = name;
        _value = value;
        _error = error ?? (_ => null);
    }

    /// <summary>The names of all measures.</summary>
    public static string AllNames => string.Join(',', All.Select(measure => measure.Name));

    public string Name { get; }

    /// <summary>The measures with these names, in this order; all of them if there are no names.</summary>
    /// <exception cref="UsageException">A name is not known or there twice.</exception>
    public static IReadOnlyList<Measure> Parse(IReadOnlyList<string> names)
    {
        if (names.Distinct().Count() != names.Count)
        {
            throw new UsageException("--measures: a measure is named twice.");
        }

        return names.Count == 0 ? All : [.. names.Select(Find)];
    }

    /// <summary>The total; <see langword="null"/> if there is none.</summary>
    public decimal? ValueOf(TotalsGroup group) => _value(group);

    /// <summary>Why there is no total.</summary>
    public AggregateError? ErrorOf(TotalsGroup group) => _error(group);

    /// <summary>The total in plain digits; the reason code if there is none.</summary>
    public string TextOf(TotalsGroup group) =>
        ErrorOf(group)?.Code ?? ValueOf(group)?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>The total for a person: of one with more decimals than anybody compares, the first six.</summary>
    /// <remarks>A rounded one (half to even) always shows six decimals, also where they are zeros.</remarks>
    public string CellOf(TotalsGroup group) => ErrorOf(group) is null && ValueOf(group) is { } total && _isRounded
        ? decimal.Round(total, ShownDecimals, MidpointRounding.ToEven).ToString(CultureInfo.InvariantCulture)
        : TextOf(group);

    private static decimal? ValueOf(AggregateResult<decimal?> result) => result.IsSuccess ? result.Value : null;

    private static Measure Find(string name) =>
        Array.Find(All, measure => measure.Name == name)
        ?? throw new UsageException($"--measures: found \"{Visible.Escape(name)}\", expected some of {AllNames}.");
}
