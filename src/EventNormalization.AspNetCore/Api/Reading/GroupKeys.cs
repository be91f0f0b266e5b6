using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using EventNormalization.Normalization;
using EventNormalization.Totals;
using NodaTime;

namespace EventNormalization.Api.Reading;

/// <summary>Reads what events are grouped by: fields of the schema, and windows of time in a zone.</summary>
internal static class GroupKeys
{
    /// <summary>The parameter that names fields and periods.</summary>
    public const string By = "by";

    /// <summary>The parameter that gives the length of windows.</summary>
    public const string Every = "every";

    /// <summary>The parameter that names the zone of the windows.</summary>
    public const string Zone = "zone";

    /// <summary>The parameter that says on which day weeks begin.</summary>
    public const string WeekStart = "week_start";

    /// <summary>The parameter that asks for windows without an event.</summary>
    public const string Fill = "fill";

    /// <summary>What is asked for where there are too many windows.</summary>
    public static readonly string FillExpected = "at most "
        + TotalsQuery.WindowCountMax.ToString("N0", CultureInfo.InvariantCulture)
        + " groups with those without an event: longer windows, or a range of time";

    /// <summary>All of them.</summary>
    public static readonly ImmutableArray<string> Parameters = [By, Every, Zone, WeekStart, Fill];

    private static readonly (string Name, CalendarUnit Unit)[] Units =
    [
        ("hour", CalendarUnit.Hour), ("day", CalendarUnit.Day), ("week", CalendarUnit.Week),
        ("month", CalendarUnit.Month), ("quarter", CalendarUnit.Quarter), ("year", CalendarUnit.Year),
    ];

    /// <summary>The names of the periods of the calendar.</summary>
    public static IEnumerable<string> Periods => Units.Select(unit => unit.Name);

    /// <summary>The keys, in the order of their names; windows of a length come last.</summary>
    public static ImmutableArray<GroupKey> Read(QueryParameters parameters, SchemaSet schemas)
    {
        var zone = ReadZone(parameters);
        var weekStart = ReadWeekStart(parameters);
        var keys = ReadNames(parameters, schemas)
            .Select(name => KeyOf(name, schemas.RecordFieldNames, zone, weekStart)).ToList();
        if (ReadLength(parameters) is { } length)
        {
            keys.Add(GroupKey.Every(length, zone));
        }

        if (keys.DistinctBy(key => key.Name).Count() != keys.Count)
        {
            parameters.Refuse(By, string.Join(',', keys.Select(key => key.Name)), "each name once");
            return [];
        }

        return [.. keys];
    }

    /// <summary>Whether windows without an event are asked for, which only groups by one window have.</summary>
    public static bool AreEmptyWindowsAsked(QueryParameters parameters, ImmutableArray<GroupKey> keys)
    {
        if (!parameters.IsTrue(Fill))
        {
            return false;
        }

        if (keys.Count(key => key.IsWindow) != 1)
        {
            parameters.Refuse(Fill, null, "one window, such as by day, or every 15m");
            return false;
        }

        return true;
    }

    private static IReadOnlyList<string> ReadNames(QueryParameters parameters, SchemaSet schemas)
    {
        var names = parameters.Names(By);
        string[] known = [.. schemas.RecordFieldNames, .. Periods.Except(schemas.RecordFieldNames)];
        var unknown = names.Where(name => !known.Contains(name)).ToList();
        foreach (var name in unknown)
        {
            parameters.RefuseName(By, name, "fields or periods", known);
        }

        return unknown.Count == 0 ? names : [];
    }

    /// <summary>A field of the schema comes before a period of the same name.</summary>
    private static GroupKey KeyOf(
        string name, ImmutableArray<string> fields, DateTimeZone zone, IsoDayOfWeek weekStart) =>
        fields.Contains(name)
            ? GroupKey.Field(name)
            : GroupKey.Calendar(Array.Find(Units, unit => unit.Name == name).Unit, zone, weekStart);

    private static Duration? ReadLength(QueryParameters parameters)
    {
        if (parameters.Text(Every) is not { } text)
        {
            return null;
        }

        if (WindowLength.TryRead(text, out var length))
        {
            return length;
        }

        parameters.Refuse(Every, text, WindowLength.Expected);
        return null;
    }

    private static IsoDayOfWeek ReadWeekStart(QueryParameters parameters) => parameters.Choice(
        WeekStart,
        ("monday", IsoDayOfWeek.Monday), ("tuesday", IsoDayOfWeek.Tuesday), ("wednesday", IsoDayOfWeek.Wednesday),
        ("thursday", IsoDayOfWeek.Thursday), ("friday", IsoDayOfWeek.Friday), ("saturday", IsoDayOfWeek.Saturday),
        ("sunday", IsoDayOfWeek.Sunday));

    private static DateTimeZone ReadZone(QueryParameters parameters)
    {
        if (parameters.Text(Zone) is not { } text)
        {
            return DateTimeZone.Utc;
        }

        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(text) is { } zone)
        {
            return zone;
        }

        parameters.Add(new ParameterError
        {
            Parameter = Zone,
            Found = QueryParameters.Shown(text),
            Expected = "a time zone of the IANA database such as Europe/Berlin",
            Near = NearNames.Find(text, DateTimeZoneProviders.Tzdb.Ids),
        });
        return DateTimeZone.Utc;
    }
}
