using System.Collections.Immutable;
using System.Linq;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using NodaTime;

namespace EventNormalization.Api.Reading;

/// <summary>Which events a request asks for.</summary>
internal sealed class EventSelection
{
    /// <summary>The parameters that choose among events.</summary>
    public static readonly ImmutableArray<string> Parameters =
        ["client", "metric", "from", "to", WhereReader.Parameter];

    /// <summary>The clients as they are stored; none is every client.</summary>
    public required ImmutableArray<string> Clients { get; init; }

    /// <summary>The metrics as they are stored; none is every metric.</summary>
    public required ImmutableArray<string> Metrics { get; init; }

    /// <summary>The first instant of the events; <see langword="null"/> is no bound.</summary>
    public Instant? From { get; init; }

    /// <summary>The first instant after the events; <see langword="null"/> is no bound.</summary>
    public Instant? To { get; init; }

    /// <summary>The condition of <c>where</c>, and of a search of the raw bytes.</summary>
    public required EventPredicate Condition { get; init; }

    /// <summary>The clients that the filters and the condition name.</summary>
    public required ImmutableArray<string> NamedClients { get; init; }

    /// <summary>The metrics that the filters and the condition name.</summary>
    public required ImmutableArray<string> NamedMetrics { get; init; }

    /// <summary>Whether a range of time is asked for.</summary>
    public bool HasRange => From is not null || To is not null;

    /// <summary>All of it as one predicate.</summary>
    public EventPredicate Where => EventFilters.Of(Clients, Metrics, From, To).And(Condition);

    /// <summary>Reads the parameters; values are read like the fields that they refer to.</summary>
    public static EventSelection Read(QueryParameters parameters, SchemaSet schemas)
    {
        var (from, to) = (parameters.Instant("from"), parameters.Instant("to"));
        if (to < from)
        {
            parameters.Refuse("to", parameters.Text("to"), "an instant that is not before from");
        }

        var clients = FilterValues.Read(schemas, FieldNames.ClientId, parameters.Texts("client"));
        var metrics = FilterValues.Read(schemas, FieldNames.Metric, parameters.Texts("metric"));
        var condition = WhereReader.Read(parameters, schemas);
        return new EventSelection
        {
            Clients = clients,
            Metrics = metrics,
            From = from,
            To = to,
            Condition = condition.Predicate,
            NamedClients = [.. clients.Union(condition.Clients)],
            NamedMetrics = [.. metrics.Union(condition.Metrics)],
        };
    }

    /// <summary>The same with a text that the raw bytes hold.</summary>
    public EventSelection Containing(string? text) => text is null ? this : new EventSelection
    {
        Clients = Clients,
        Metrics = Metrics,
        From = From,
        To = To,
        Condition = Condition.And(EventPredicate.RawContains(text)),
        NamedClients = NamedClients,
        NamedMetrics = NamedMetrics,
    };
}
