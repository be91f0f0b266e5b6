using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;

namespace EventNormalization.Normalization;

/// <summary>Reads a profile of a schema file; what it does not mention is as in the profile it varies.</summary>
internal static class ProfileFileReader
{
    private const int SecondsAheadMax = 366 * 24 * 3600;

    /// <summary>Reads one profile; what is wrong is noted in the node's errors.</summary>
    public static ClientProfile Read(SchemaNode node, ClientProfile varied)
    {
        if (!node.IsObjectOf(
            "number_format", "date_order", "zone", "local_time", "two_digit_year_pivot", "epoch_unit", "zone_names",
            "plausible", "metric_case", "aliases", "defaults",
            "currency", "amount_unit", "minor_units", "amount_scale", "sign_from", "negate", "unit_marks"))
        {
            return varied;
        }

        return varied with
        {
            Amount = AmountRulesFileReader.Read(node, varied.Amount),
            Timestamp = ReadTimestamp(node, varied.Timestamp),
            MetricCase = (node.TryGet("metric_case", out var letters)
                ? letters.Word(("lower", MetricCase.Lower), ("kept", MetricCase.Kept)) : null) ?? varied.MetricCase,
            Aliases = node.TryGet("aliases", out var aliases) ? ReadAliases(aliases) : varied.Aliases,
            Defaults = node.TryGet("defaults", out var defaults) ? ReadDefaults(defaults) : varied.Defaults,
        };
    }

    private static TimestampRules ReadTimestamp(SchemaNode node, TimestampRules varied) => varied with
    {
        DateOrder = (node.TryGet("date_order", out var order)
            ? order.Word(
                ("refuse", DateOrder.Refuse), ("day_first", DateOrder.DayFirst), ("month_first", DateOrder.MonthFirst))
            : null) ?? varied.DateOrder,
        Zone = (node.TryGet("zone", out var zone) ? ReadZone(zone) : null) ?? varied.Zone,
        LocalTimeResolution = (node.TryGet("local_time", out var local)
            ? local.Word(
                ("refuse", LocalTimeResolution.Refuse),
                ("earlier", LocalTimeResolution.Earlier),
                ("later", LocalTimeResolution.Later))
            : null) ?? varied.LocalTimeResolution,
        TwoDigitYearPivot = node.TryGet("two_digit_year_pivot", out var pivot)
            ? pivot.Integer(0, 99)
            : varied.TwoDigitYearPivot,
        EpochUnit = ReadEpochUnit(node) ?? varied.EpochUnit,
        ZoneNames = node.TryGet("zone_names", out var names) ? ReadZoneNames(names) : varied.ZoneNames,
        PlausibleRange = node.TryGet("plausible", out var range)
            ? ReadRange(range, varied.PlausibleRange)
            : varied.PlausibleRange,
    };

    private static EpochUnit? ReadEpochUnit(SchemaNode node) => node.TryGet("epoch_unit", out var unit)
        ? unit.Word(
            ("by_digits", EpochUnit.ByDigits),
            ("seconds", EpochUnit.Seconds),
            ("milliseconds", EpochUnit.Milliseconds),
            ("microseconds", EpochUnit.Microseconds),
            ("nanoseconds", EpochUnit.Nanoseconds),
            ("apple_seconds", EpochUnit.AppleSeconds),
            ("excel_days", EpochUnit.ExcelDays),
            ("days", EpochUnit.Days),
            ("dotnet_ticks", EpochUnit.DotnetTicks),
            ("windows_filetime", EpochUnit.WindowsFileTime))
        : null;

    private static DateTimeZone? ReadZone(SchemaNode node)
    {
        if (node.Text() is not { } id)
        {
            return null;
        }

        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(id);
        if (zone is null)
        {
            node.Expected("an IANA time zone such as Europe/Berlin");
        }

        return zone;
    }

    private static ImmutableDictionary<string, DateTimeZone> ReadZoneNames(SchemaNode node)
    {
        var zones = TimestampRules.Default.ZoneNames;
        foreach (var (name, value) in node.Members())
        {
            if (ReadZone(value) is { } zone)
            {
                zones = zones.SetItem(name, zone);
            }
        }

        return zones;
    }

    private static PlausibleRange ReadRange(SchemaNode node, PlausibleRange varied)
    {
        if (!node.IsObjectOf("earliest", "latest", "ahead_seconds"))
        {
            return varied;
        }

        return varied with
        {
            Earliest = (node.TryGet("earliest", out var earliest) ? ReadInstant(earliest) : null) ?? varied.Earliest,
            Latest = node.TryGet("latest", out var latest) ? ReadInstant(latest) : varied.Latest,
            Ahead = node.TryGet("ahead_seconds", out var ahead) && ahead.Integer(0, SecondsAheadMax) is { } seconds
                ? Duration.FromSeconds(seconds)
                : varied.Ahead,
        };
    }

    private static Instant? ReadInstant(SchemaNode node)
    {
        if (node.Text() is not { } text)
        {
            return null;
        }

        var result = InstantPattern.ExtendedIso.Parse(text);
        if (!result.Success)
        {
            node.Expected("an instant such as 2024-01-15T10:30:00Z");
            return null;
        }

        return result.Value;
    }

    private static ImmutableDictionary<string, ImmutableArray<string>> ReadAliases(SchemaNode node)
    {
        var aliases = ClientProfile.Default.Aliases;
        foreach (var (field, names) in node.Members())
        {
            aliases = aliases.SetItem(field, names.Texts());
        }

        return aliases;
    }

    private static ImmutableDictionary<string, string> ReadDefaults(SchemaNode node)
    {
        var defaults = ClientProfile.Default.Defaults;
        foreach (var (field, value) in node.Members())
        {
            if (value.Text() is { } text)
            {
                defaults = defaults.SetItem(field, text);
            }
        }

        return defaults;
    }
}
