using System;
using System.Collections.Immutable;
using System.CommandLine;
using System.Linq;
using EventNormalization.Api.Reading;
using EventNormalization.Cli.Input;
using EventNormalization.Cli.Output;
using EventNormalization.Cli.Storage;
using EventNormalization.Normalization;
using EventNormalization.Totals;
using NodaTime;

namespace EventNormalization.Cli.Commands;

/// <summary>The options of <c>aggregate</c>, and the plan that they make.</summary>
internal sealed class AggregateOptions
{
    private readonly Option<string?> _store = new("--store")
    {
        Description = $"The SQLite file that keeps the events (default: {OpenStores.DefaultPath}).",
        HelpName = "STORE",
    };

    private readonly Option<string[]> _inputs = new("--input")
    {
        Description = "Total these files in memory instead, duplicates ignored; - is standard input.",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<InputFormat> _format = Formats.Option();

    private readonly Option<string?> _schema = Schemas.Option();

    private readonly Option<string[]> _clients = new("--client")
    {
        Description = "Only this client; may be repeated.",
        HelpName = "CLIENT",
    };

    private readonly Option<string[]> _metrics = new("--metric")
    {
        Description = "Only this metric, read as those of events are; may be repeated.",
        HelpName = "METRIC",
    };

    private readonly Option<Instant?> _from =
        Instants.Option("--from", "Only events at or after this instant or date.");
    private readonly Option<Instant?> _to = Instants.Option("--to", "Only events before this instant or date.");

    private readonly Option<string[]> _groupBy = new("--by")
    {
        Description = "The fields to group by, with commas between them, such as client_id,metric.",
        HelpName = "FIELDS",
    };

    private readonly Option<string[]> _measures = new("--measures")
    {
        Description = "Which totals, with commas between them: " + MeasureText.AllNames + " (default: all).",
        HelpName = "MEASURES",
    };

    private readonly Option<bool> _json =
        StoreOptions.Json("Print one JSON object; decimals are numbers in plain digits.");
    private readonly Option<bool> _csv = new("--csv") { Description = "Print CSV (RFC 4180)." };

    public void AddTo(Command command)
    {
        _inputs.Validators.Add(Inputs.RefuseWhatIsNoFile);
        Option[] options = [_store, _inputs, _format, _schema, _clients, _metrics, _from, _to, _groupBy, _measures,
            _json, _csv];
        foreach (var option in options)
        {
            command.Add(option);
        }
    }

    /// <exception cref="UsageException">The options contradict one another or name what is not there.</exception>
    public AggregatePlan Read(ParseResult parsed)
    {
        RequireOneSource(parsed);
        Instants.RequireOrder("--from", parsed.GetValue(_from), "--to", parsed.GetValue(_to));
        var schema = SchemaOf(parsed);
        var groupBy = Known(schema, Split(parsed.GetValue(_groupBy)));
        var measures = MeasureText.Parse(Split(parsed.GetValue(_measures)));
        RequireKnown(schema, measures);
        RefuseOneNameForTwo(groupBy, measures);
        var clients = FilterValues.Read(schema, FieldNames.ClientId, parsed.GetValue(_clients));
        var metrics = FilterValues.Read(schema, FieldNames.Metric, parsed.GetValue(_metrics));
        return new AggregatePlan
        {
            Format = parsed.GetValue(_format),
            Store = StoreOf(parsed),
            Inputs = InputsOf(parsed),
            Schema = schema,
            Clients = clients,
            Metrics = metrics,
            Query = new TotalsQuery
            {
                Where = EventFilters.Of(clients, metrics, parsed.GetValue(_from), parsed.GetValue(_to)),
                GroupBy = [.. groupBy.Select(GroupKey.Field)],
                Measures = measures.Contains(Measures.Count) ? measures : measures.Add(Measures.Count),
            },
            Measures = measures,
            Report = StyleOf(parsed.GetValue(_json), parsed.GetValue(_csv)),
        };
    }

    private string[] InputsOf(ParseResult parsed) => parsed.GetValue(_inputs) ?? [];

    private string StoreOf(ParseResult parsed) => parsed.GetValue(_store) ?? OpenStores.DefaultPath;

    private void RequireOneSource(ParseResult parsed)
    {
        var inputs = InputsOf(parsed);
        if (parsed.GetValue(_store) is not null && inputs.Length > 0)
        {
            throw new UsageException("--store and --input: totals are of a store or of files; name one of the two.");
        }

        if (inputs.Length == 0 && parsed.GetResult(_format) is not null)
        {
            throw new UsageException("--format: it says how the files of --input hold their events; name these.");
        }
    }

    /// <summary>The schemas that are named, or those of the store, or the library's own.</summary>
    private SchemaSet SchemaOf(ParseResult parsed)
    {
        var named = parsed.GetValue(_schema);
        return named is null && InputsOf(parsed).Length == 0
            ? OpenStores.ReadSchemas(StoreOf(parsed))
            : Schemas.Load(named);
    }

    private static string[] Split(string[]? lists) =>
        [.. (lists ?? []).SelectMany(list => list.Split(',', StringSplitOptions.TrimEntries))];

    private static ReportStyle StyleOf(bool isJson, bool isCsv) => (isJson, isCsv) switch
    {
        (true, true) => throw new UsageException(
            "--json and --csv: results are written in one form; name one of the two."),
        (true, false) => ReportStyle.Json,
        (false, true) => ReportStyle.Csv,
        _ => ReportStyle.Table,
    };

    private static ImmutableArray<string> Known(SchemaSet schema, string[] names)
    {
        var known = schema.RecordFieldNames;
        if (names.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            throw new UsageException(
                $"--by: found \"{TerminalText.Escape(unknown)}\", "
                + $"expected fields of the schema: {string.Join(", ", known)}.");
        }

        return names.Distinct().Count() == names.Length
            ? [.. names]
            : throw new UsageException("--by: a field is named twice.");
    }

    private static void RequireKnown(SchemaSet schema, ImmutableArray<Measure> measures)
    {
        var further = schema.Schemas.SelectMany(named => named.Schema.FurtherFields)
            .Where(field => field.Kind is FieldValueKind.Decimal or FieldValueKind.Integer)
            .Select(field => field.Name);
        string[] known = [FieldNames.Amount, .. further.Distinct()];
        if (measures.FirstOrDefault(measure => measure.Field is { } field && !known.Contains(field)) is { } unknown)
        {
            throw new UsageException(
                $"--measures: found \"{TerminalText.Escape(unknown.Name)}\", "
                + $"expected a number of the schema after the colon: {string.Join(", ", known)}.");
        }
    }

    private static void RefuseOneNameForTwo(ImmutableArray<string> groupBy, ImmutableArray<Measure> measures)
    {
        if (measures.FirstOrDefault(measure => groupBy.Contains(measure.Name)) is { } twice)
        {
            var others = measures.Select(measure => measure.Name).Where(name => !groupBy.Contains(name));
            throw new UsageException(
                $"--by: the field '{twice.Name}' has the name of a measure, and a result cannot have it twice; "
                + $"leave the measure out: --measures {string.Join(',', others)}.");
        }
    }
}
