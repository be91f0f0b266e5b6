using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using NodaTime.Text;

namespace EventNormalization.Storage;

/// <summary>Reads the text of a plan: settings between blanks, clauses between <c>then</c>.</summary>
internal sealed class FaultPlanReader
{
    private const NumberStyles RateStyles = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private readonly HashSet<string> _named = new(StringComparer.Ordinal);
    private readonly List<FaultRate> _rates = [];
    private FaultClause _clause = new();

    /// <summary>Reads the clauses; those that never inject anything are among them.</summary>
    /// <exception cref="FormatException">It is no plan.</exception>
    public static IReadOnlyList<FaultClause> Read(string text)
    {
        var settings = FaultSetting.Split(text);
        if (settings.Count == 0 || (settings.Count == 1 && settings[0].Text == FaultPlanKeywords.None))
        {
            return [];
        }

        var clauses = new List<FaultClause>();
        var reader = new FaultPlanReader();
        foreach (var setting in settings)
        {
            if (setting.Text == FaultPlanKeywords.Then)
            {
                clauses.Add(reader.End(setting));
                reader = new FaultPlanReader { _clause = new FaultClause { Seed = clauses[^1].Seed } };
            }
            else
            {
                reader.Add(setting);
            }
        }

        clauses.Add(reader.End(new FaultSetting("", text.Length)));
        return clauses;
    }

    private void Add(FaultSetting setting)
    {
        if (setting.Name is not { } name || setting.Value.Length == 0)
        {
            throw setting.Unexpected("a setting with a value, such as throw-before=0.1");
        }

        if (!_named.Add(name))
        {
            throw setting.Unexpected($"each setting once between two \"{FaultPlanKeywords.Then}\"");
        }

        if (FaultPlanKeywords.Kinds.TryGetValue(name, out var kind))
        {
            _rates.Add(new FaultRate(kind, RateOf(setting, setting.Value)));
            return;
        }

        _clause = name switch
        {
            FaultPlanKeywords.Seed => _clause with { Seed = SeedOf(setting) },
            FaultPlanKeywords.Latency => WithLatency(setting),
            FaultPlanKeywords.Only => _clause with { Operations = OperationsOf(setting) },
            FaultPlanKeywords.UpToAttempt => _clause with { AttemptMax = (int)NumberOf(setting, int.MaxValue) },
            FaultPlanKeywords.OnCall => _clause with { Call = NumberOf(setting, long.MaxValue) },
            FaultPlanKeywords.Between => WithTime(setting),
            FaultPlanKeywords.ForKey => _clause with { Keys = KeysOf(setting) },
            _ => throw setting.Unexpected("one of the settings " + FaultPlanKeywords.AllSettings),
        };
    }

    private FaultClause End(FaultSetting end)
    {
        if (_rates.Count == 0 && !_named.Contains(FaultPlanKeywords.Latency))
        {
            throw end.Unexpected("at least one fault before it, such as throw-before=0.1 or latency=10ms:0.3");
        }

        try
        {
            return _clause with { Rates = FaultClause.Ordered(_rates) };
        }
        catch (ArgumentException)
        {
            throw end.Unexpected(FormattableString.Invariant(
                $"rates before it of at most 1 together, not {_rates.Sum(rate => rate.Rate)}"));
        }
    }

    private static double RateOf(FaultSetting setting, string text) =>
        double.TryParse(text, RateStyles, CultureInfo.InvariantCulture, out var rate) && rate is >= 0 and <= 1
            ? rate
            : throw setting.Unexpected("a rate from 0 to 1, such as 0.1");

    private static ulong SeedOf(FaultSetting setting)
    {
        var isHex = setting.Value.StartsWith("0x", StringComparison.Ordinal);
        return ulong.TryParse(
            setting.Value.AsSpan(isHex ? 2 : 0),
            isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var seed)
            ? seed
            : throw setting.Unexpected("a whole number from 0 to 2^64 - 1, such as 7 or 0x1f");
    }

    private static long NumberOf(FaultSetting setting, long max) =>
        long.TryParse(setting.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1 && number <= max
            ? number
            : throw setting.Unexpected(FormattableString.Invariant($"a whole number from 1 to {max}"));

    private FaultClause WithLatency(FaultSetting setting)
    {
        var parts = setting.Value.Split(':', 2);
        var rate = parts.Length == 1 ? 1 : RateOf(setting, parts[1]);
        var delay = DelayOf(parts[0])
            ?? throw setting.Unexpected("a time up to an hour in ms, s or min and a rate, such as 10ms:0.3");
        return _clause with { Delay = delay, DelayRate = delay == TimeSpan.Zero ? 0 : rate };
    }

    private static TimeSpan? DelayOf(string text)
    {
        var number = text.TrimEnd("minsec".ToCharArray());
        var unit = text[number.Length..] switch
        {
            "ms" => TimeSpan.TicksPerMillisecond,
            "s" => TimeSpan.TicksPerSecond,
            "min" => TimeSpan.TicksPerMinute,
            _ => 0,
        };
        return unit > 0
            && decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
            && count <= FaultPlan.DelayMax.Ticks / unit
            ? TimeSpan.FromTicks((long)decimal.Round(count * unit))
            : null;
    }

    private FaultClause WithTime(FaultSetting setting)
    {
        var parts = setting.Value.Split('/');
        return parts.Length == 2
            && InstantPattern.ExtendedIso.Parse(parts[0]) is { Success: true, Value: var from }
            && InstantPattern.ExtendedIso.Parse(parts[1]) is { Success: true, Value: var to } && from < to
            ? _clause with { From = from, To = to }
            : throw setting.Unexpected(
                "two instants in their order, such as 2024-01-01T00:00:00Z/2024-01-01T00:05:00Z");
    }

    private static ImmutableSortedSet<StoreOperation> OperationsOf(FaultSetting setting)
    {
        var words = setting.Value.Split(',');
        return words.All(FaultPlanKeywords.Operations.ContainsKey)
            ? [.. words.Select(word => FaultPlanKeywords.Operations[word])]
            : throw setting.Unexpected(
                "operations with commas between them, of " + string.Join(", ", FaultPlanKeywords.Operations.Keys));
    }

    private static ImmutableSortedSet<ContentHash> KeysOf(FaultSetting setting)
    {
        var keys = ImmutableSortedSet.CreateBuilder<ContentHash>();
        foreach (var text in setting.Value.Split(','))
        {
            keys.Add(ContentHash.TryParse(text, out var key)
                ? key
                : throw setting.Unexpected("ids or keys of 64 hexadecimal digits, with commas between them"));
        }

        return keys.ToImmutable();
    }
}
