using System;
using System.Collections.Immutable;
using System.Linq;
using EventNormalization.Composition;
using EventNormalization.Normalization;
using EventNormalization.Totals;
using NodaTime;

namespace EventNormalization.Api.Reading;

/// <summary>Which totals a request asks for.</summary>
internal sealed class TotalsRequest
{
    /// <summary>The parameters of totals.</summary>
    public static readonly string[] Parameters =
        [By, MeasuresParameter, .. EventSelection.Parameters, Zone, ReadFormats.Parameter];

    private const string By = "by";
    private const string MeasuresParameter = "measures";
    private const string Zone = "zone";

    private static readonly (string Name, CalendarUnit Unit)[] Units =
    [
        ("day", CalendarUnit.Day), ("week", CalendarUnit.Week), ("month", CalendarUnit.Month),
        ("quarter", CalendarUnit.Quarter), ("year", CalendarUnit.Year),
    ];

    /// <summary>What the store is asked.</summary>
    public required TotalsQuery Query { get; init; }

    /// <summary>The measures that are shown; the query asks for the count as well.</summary>
    public required ImmutableArray<Measure> Measures { get; init; }

    /// <summary>The clients and metrics that were asked for.</summary>
    public required EventSelection Selection { get; init; }

    /// <summary>Reads the parameters.</summary>
    public static TotalsRequest Read(QueryParameters parameters, SchemaSet schemas, HostMeasures known)
    {
        var selection = EventSelection.Read(parameters, schemas);
        var groupBy = ReadKeys(parameters, schemas);
        var measures = ReadMeasures(parameters, schemas, known);
        if (measures.FirstOrDefault(measure => groupBy.Any(key => key.Name == measure.Name)) is { } twice)
        {
            parameters.Refuse(By, twice.Name, "a field that has not the name of a measure; name other measures");
        }

        return new TotalsRequest
        {
            Selection = selection,
            Measures = measures,
            Query = parameters.Problem is not null ? TotalsQuery.All : new TotalsQuery
            {
                Where = selection.Where,
                GroupBy = groupBy,
                Measures = measures.Contains(Totals.Measures.Count) ? measures : measures.Add(Totals.Measures.Count),
            },
        };
    }

    private static ImmutableArray<GroupKey> ReadKeys(QueryParameters parameters, SchemaSet schemas)
    {
        var zone = ReadZone(parameters);
        var names = parameters.Names(By);
        var fields = schemas.RecordFieldNames;
        string[] known = [.. fields, "hour", .. Units.Select(unit => unit.Name)];
        if (names.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            parameters.RefuseName(By, unknown, "fields or periods", known);
            return [];
        }

        if (names.Distinct().Count() != names.Count)
        {
            parameters.Refuse(By, string.Join(',', names), "each name once");
            return [];
        }

        return [.. names.Select(name => KeyOf(name, fields, zone))];
    }

    /// <summary>A field of the schema comes before a period of the same name.</summary>
    private static GroupKey KeyOf(string name, ImmutableArray<string> fields, DateTimeZone zone) =>
        fields.Contains(name) ? GroupKey.Field(name)
            : name == "hour" ? GroupKey.Hour
            : GroupKey.Calendar(Array.Find(Units, unit => unit.Name == name).Unit, zone);

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

    private static ImmutableArray<Measure> ReadMeasures(
        QueryParameters parameters, SchemaSet schemas, HostMeasures known)
    {
        var names = parameters.Names(MeasuresParameter);
        if (names.Count == 0)
        {
            return Totals.Measures.Standard;
        }

        var measures = ImmutableArray.CreateBuilder<Measure>();
        foreach (var name in names)
        {
            if (known.TryFind(name, out var measure) && IsOfNumber(measure, schemas)
                && !measures.Contains(measure))
            {
                measures.Add(measure);
            }
            else
            {
                parameters.RefuseName(
                    MeasuresParameter, name, "measures, each once, with a number of the schema after a colon, among",
                    known.Names);
            }
        }

        return measures.ToImmutable();
    }

    private static bool IsOfNumber(Measure measure, SchemaSet schemas) => measure.Field is not { } name
        || SchemaFields.Of(schemas).Any(field =>
            field.Name == name && (field.Kind is FieldValueKind.Decimal or FieldValueKind.Integer));
}
