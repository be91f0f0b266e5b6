using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using EventNormalization.Storage;

namespace EventNormalization.Cli.Commands;

/// <summary>The options that choose among failed events.</summary>
internal sealed class FailedFilters
{
    private const string Deferred = "deferred";

    private static readonly SchemaSet Default = new(EventSchema.Default);

    private static readonly FailedEventState[] Open =
    [
        FailedEventState.Pending, FailedEventState.Retrying, FailedEventState.Parked, FailedEventState.Rejected,
        FailedEventState.Conflict,
    ];

    private static readonly Dictionary<string, FailedEventState[]> States = new()
    {
        ["pending"] = [FailedEventState.Pending],
        ["retrying"] = [FailedEventState.Retrying],
        [Deferred] = [FailedEventState.Pending, FailedEventState.Retrying],
        ["parked"] = [FailedEventState.Parked],
        ["rejected"] = [FailedEventState.Rejected],
        ["conflict"] = [FailedEventState.Conflict],
        ["discarded"] = [FailedEventState.Discarded],
        ["settled"] = [FailedEventState.Settled],
    };

    private readonly Option<string?> _reason = new("--reason")
    {
        Description = "Only events with this reason code, such as amount.ambiguous.",
        HelpName = "CODE",
    };

    private readonly Option<string?> _state = new("--state")
    {
        Description = "Only events in this state: " + string.Join(", ", States.Keys)
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

    public FailedFilters() => _state.AcceptOnlyFromAmong([.. States.Keys]);

    public void AddTo(Command command)
    {
        command.Add(_reason);
        command.Add(_state);
        command.Add(_client);
        command.Add(_contains);
    }

    /// <summary>The predicate of the filters; without a state, all open events.</summary>
    public EventPredicate Read(ParseResult parsed) => WhereOf(parsed).And(
        StateIn(parsed.GetValue(_state) is { } state ? States[state] : Open));

    /// <summary>The predicate of the filters; without a state, events in any state.</summary>
    public EventPredicate ReadOfAnyState(ParseResult parsed) => parsed.GetValue(_state) is { } state
        ? WhereOf(parsed).And(StateIn(States[state]))
        : WhereOf(parsed);

    private static EventPredicate StateIn(FailedEventState[] states) =>
        EventPredicate.AnyOf([.. states.Select(EventPredicate.State)]);

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
            where = where.And(OfClient(client));
        }

        return parsed.GetValue(_contains) is { } text ? where.And(EventPredicate.RawContains(text)) : where;
    }

    private static EventPredicate OfClient(string client) => client == FailedStatistics.UnknownClient
        ? EventPredicate.Field(FieldNames.ClientId, ComparisonOperator.GreaterOrEqual, FieldValue.FromText("")).Not()
        : EventPredicate.TextIn(
            FieldNames.ClientId, FilterValues.Read(Default, FieldNames.ClientId, [client]).AsSpan());
}
