using System.Collections.Generic;
using System.Linq;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using EventNormalization.Storage;

namespace EventNormalization.Api.Reading;

/// <summary>Which failed events a request asks for.</summary>
internal sealed class FailedFilter
{
    /// <summary>The parameters that choose among failed events.</summary>
    public static readonly string[] Parameters = ["reason", "field", "state", "client", "contains"];

    /// <summary>All but the text that the bytes hold.</summary>
    public required EventPredicate Where { get; init; }

    /// <summary>A text that the bytes hold; <see langword="null"/> is any bytes.</summary>
    public string? Contains { get; init; }

    /// <summary>All of it.</summary>
    public EventPredicate WhereWithText =>
        Contains is null ? Where : Where.And(EventPredicate.RawContains(Contains));

    /// <summary>Reads the parameters; without a state, what waits for something.</summary>
    public static FailedFilter Read(QueryParameters parameters, SchemaSet schemas)
    {
        var where = StateOf(parameters);
        var (reason, field) = (parameters.Text("reason"), parameters.Text("field"));
        if (reason is not null || field is not null)
        {
            where = where.And(EventPredicate.Reason(reason, field));
        }

        if (parameters.Texts("client") is { Count: > 0 } clients)
        {
            where = where.And(EventPredicate.AnyOf([.. clients.Select(client => OfClient(schemas, client))]));
        }

        return new FailedFilter { Where = where, Contains = parameters.TextOfBytes("contains") };
    }

    /// <summary>The entries of a client, read like one; <see cref="FailedStatistics.UnknownClient"/> of none.</summary>
    public static EventPredicate OfClient(SchemaSet schemas, string client) => client == FailedStatistics.UnknownClient
        ? EventPredicate.Field(FieldNames.ClientId, ComparisonOperator.GreaterOrEqual, FieldValue.FromText("")).Not()
        : EventPredicate.TextIn(
            FieldNames.ClientId, FilterValues.Read(schemas, FieldNames.ClientId, [client]).AsSpan());

    private static EventPredicate StateOf(QueryParameters parameters)
    {
        const string name = "state";
        switch (parameters.Text(name))
        {
            case null or "open":
                return FailedStates.Open;
            case "all":
                return EventPredicate.Everything;
            case { } text when FailedStates.Find(text) is { } states:
                return states;
            case { } text:
                IReadOnlyList<string> known = ["open", "all", .. FailedStates.AllNames];
                parameters.RefuseName(name, text, "one of", known);
                return EventPredicate.Everything;
        }
    }
}
