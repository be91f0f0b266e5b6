using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using EventNormalization.Api.Reading;
using EventNormalization.Cli.Output;
using EventNormalization.Composition;
using EventNormalization.Normalization;

namespace EventNormalization.Cli.Commands;

/// <summary>How <c>aggregate</c> groups, what it measures, and of which events: read as the API reads it.</summary>
internal sealed class TotalsOptions
{
    private static readonly HostMeasures Known = new([]);

    private readonly Option<string[]> _by = new("--by")
    {
        Description = "What to group by, with commas between: fields, such as client_id, and "
            + string.Join(", ", GroupKeys.Periods) + " of --zone.",
        HelpName = "FIELDS",
    };

    private readonly Option<string?> _every = new("--every")
    {
        Description = "Group by windows of this length as well, such as 15m, 1h30m, 1d or PT15M.",
        HelpName = "LENGTH",
    };

    private readonly Option<string?> _zone = new("--zone")
    {
        Description = "The IANA time zone of days and other windows, such as Europe/Berlin (default: UTC).",
        HelpName = "ZONE",
    };

    private readonly Option<string?> _weekStart = new("--week-start")
    {
        Description = "The first day of a week, such as sunday (default: monday).",
        HelpName = "DAY",
    };

    private readonly Option<bool> _fill = new("--fill")
    {
        Description = "Show windows without an event, too.",
    };

    private readonly Option<string?> _where = new("--where")
    {
        Description = "Only events like this: fields, = != < <= > >=, and, or, not, brackets, raw contains \"text\"; "
            + "such as \"region = EU and amount >= 10\".",
        HelpName = "CONDITION",
    };

    private readonly Option<string[]> _measures = new("--measures")
    {
        Description = "Which totals, with commas between: " + string.Join(", ", Known.Names)
            + "; any pN; of another number with its name after a colon (default: count, sum, min, max, mean).",
        HelpName = "MEASURES",
    };

    /// <summary>Adds the options.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_by, _every, _zone, _weekStart, _fill, _where, _measures])
        {
            command.Add(option);
        }
    }

    /// <summary>The condition of events, and the shape of the totals.</summary>
    /// <exception cref="UsageException">An option is not valid.</exception>
    public (WhereCondition Where, TotalsShape Shape) Read(ParseResult parsed, SchemaSet schemas)
    {
        var given = new Dictionary<string, string[]>();
        Add(GroupKeys.By, parsed.GetValue(_by));
        Add(GroupKeys.Every, Single(parsed.GetValue(_every)));
        Add(GroupKeys.Zone, Single(parsed.GetValue(_zone)));
        Add(GroupKeys.WeekStart, Single(parsed.GetValue(_weekStart)));
        Add(GroupKeys.Fill, parsed.GetValue(_fill) ? ["true"] : []);
        Add(WhereReader.Parameter, Single(parsed.GetValue(_where)));
        Add(MeasureNames.Parameter, parsed.GetValue(_measures));
        var parameters = new QueryParameters(given);
        var where = WhereReader.Read(parameters, schemas);
        var shape = TotalsShape.Read(parameters, schemas, Known);
        return parameters.Errors.Count == 0
            ? (where, shape)
            : throw Refused(parameters.Errors, parsed.GetValue(_where));

        void Add(string name, string[]? values)
        {
            given.Add(name, values ?? []);
            if (Array.Exists(given[name], value => value.Length == 0))
            {
                throw new UsageException($"{OptionOf(name)}: found nothing, expected a value after it.");
            }
        }
    }

    private static string[] Single(string? value) => value is null ? [] : [value];

    private static string OptionOf(string parameter) => "--" + parameter.Replace('_', '-');

    /// <summary>The first error as the message, all else below it; a condition is shown with its column.</summary>
    private static UsageException Refused(IReadOnlyList<ParameterError> errors, string? where)
    {
        var lines = errors.SelectMany(error => (string[])[error.MessageOf(OptionOf(error.Parameter)), .. Shown(error)]);
        return new UsageException(lines.First(), [.. lines.Skip(1)]);

        IReadOnlyList<string> Shown(ParameterError error) =>
            error.Parameter == WhereReader.Parameter && error.Column is { } column && where is not null
                ? ColumnMark.Of(where, column)
                : [];
    }
}
