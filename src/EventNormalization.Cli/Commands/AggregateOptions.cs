using System.CommandLine;
using System.Linq;
using EventNormalization.Api.Reading;
using EventNormalization.Cli.Input;
using EventNormalization.Cli.Output;
using EventNormalization.Cli.Storage;
using EventNormalization.Normalization;
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

    private readonly TotalsOptions _totals = new();

    private readonly Option<bool> _json =
        StoreOptions.Json("Print one JSON object; decimals are numbers in plain digits.");
    private readonly Option<bool> _csv = new("--csv") { Description = "Print CSV (RFC 4180)." };

    private readonly Option<string[]> _chart = new("--chart")
    {
        Description = "Draw the first measure as svg into this file: lines for windows, bars without; - is standard "
            + "output, which then has the chart alone.",
        HelpName = "svg FILE",
        Arity = new ArgumentArity(0, 2),
        AllowMultipleArgumentsPerToken = true,
    };

    public void AddTo(Command command)
    {
        _inputs.Validators.Add(Inputs.RefuseWhatIsNoFile);
        Option[] options = [_store, _inputs, _format, _schema, _clients, _metrics, _from, _to];
        foreach (var option in options)
        {
            command.Add(option);
        }

        _totals.AddTo(command);
        command.Add(_json);
        command.Add(_csv);
        command.Add(_chart);
    }

    /// <exception cref="UsageException">The options contradict one another or name what is not there.</exception>
    public AggregatePlan Read(ParseResult parsed)
    {
        RequireOneSource(parsed);
        Instants.RequireOrder("--from", parsed.GetValue(_from), "--to", parsed.GetValue(_to));
        var schema = SchemaOf(parsed);
        var (where, shape) = _totals.Read(parsed, schema);
        var clients = FilterValues.Read(schema, FieldNames.ClientId, parsed.GetValue(_clients));
        var metrics = FilterValues.Read(schema, FieldNames.Metric, parsed.GetValue(_metrics));
        return new AggregatePlan
        {
            Format = parsed.GetValue(_format),
            Store = StoreOf(parsed),
            Inputs = InputsOf(parsed),
            Schema = schema,
            Clients = [.. clients.Union(where.Clients)],
            Metrics = [.. metrics.Union(where.Metrics)],
            Query = shape.ToQuery(
                EventFilters.Of(clients, metrics, parsed.GetValue(_from), parsed.GetValue(_to)).And(where.Predicate)),
            Measures = shape.Measures,
            Chart = ChartOf(parsed),
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

    private string? ChartOf(ParseResult parsed)
    {
        if (parsed.GetValue(_chart) is not { Length: > 0 } given)
        {
            return parsed.GetResult(_chart) is null ? null : throw Refused("nothing");
        }

        var isOutput = given[^1] == InputFile.StandardInput;
        return given is not ["svg", { Length: > 0 }] ? throw Refused('"' + string.Join(' ', given) + '"')
            : isOutput && (parsed.GetValue(_json) || parsed.GetValue(_csv))
                ? throw new UsageException("--chart: standard output takes the chart or the totals; name a file.")
                : given[1];

        static UsageException Refused(string found) => new(
            $"--chart: found {found}, expected svg and a file, such as --chart svg totals.svg.");
    }

    private static ReportStyle StyleOf(bool isJson, bool isCsv) => (isJson, isCsv) switch
    {
        (true, true) => throw new UsageException(
            "--json and --csv: results are written in one form; name one of the two."),
        (true, false) => ReportStyle.Json,
        (false, true) => ReportStyle.Csv,
        _ => ReportStyle.Table,
    };
}
