using System.CommandLine;
using EventNormalization.Api.Reading;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using EventNormalization.Storage;

namespace EventNormalization.Cli.Commands;

/// <summary>The options that choose among failed events.</summary>
internal sealed class FailedFilters
{
    private static readonly SchemaSet Default = new(EventSchema.Default);

    private readonly Option<string?> _reason = new("--reason")
    {
        Description = "Only events with this reason code, such as amount.ambiguous.",
        HelpName = "CODE",
    };

    private readonly Option<string?> _state = new("--state")
    {
        Description = "Only events in this state: " + string.Join(", ", FailedStates.AllNames)
            + ". Without it, all that are neither settled nor discarded.",
        HelpName = "STATE",
    };

    private readonly Option<string?> _client = new("--client")
    {
        Description = $"Only events of this client; {FailedStatistics.UnknownClient} is those without one.",
        HelpName = "CLIENT",
    };

    private readonly Option<string?> _contains = new("--contains")
    {
        Description = "Only events whose bytes hold this text, letter case and all.",
        HelpName = "TEXT",
    };

    public FailedFilters() => _state.AcceptOnlyFromAmong([.. FailedStates.AllNames]);

    public void AddTo(Command command)
    {
        command.Add(_reason);
        command.Add(_state);
        command.Add(_client);
        command.Add(_contains);
    }

    /// <summary>The predicate of the filters; without a state, all open events.</summary>
    public EventPredicate Read(ParseResult parsed) => WhereOf(parsed).And(
        parsed.GetValue(_state) is { } state ? FailedStates.Find(state)! : FailedStates.Open);

    /// <summary>The predicate of the filters; without a state, events in any state.</summary>
    public EventPredicate ReadOfAnyState(ParseResult parsed) => parsed.GetValue(_state) is { } state
        ? WhereOf(parsed).And(FailedStates.Find(state)!)
        : WhereOf(parsed);

    private EventPredicate WhereOf(ParseResult parsed)
    {
        var where = parsed.GetValue(_reason) switch
        {
            null => EventPredicate.Everything,
            "" => EventPredicate.AnyOf(),
            { } reason => EventPredicate.Reason(reason),
        };
        if (parsed.GetValue(_client) is { } client)
        {
            where = where.And(FailedFilter.OfClient(Default, client));
        }

        return parsed.GetValue(_contains) is { } text ? where.And(EventPredicate.RawContains(text)) : where;
    }
}
