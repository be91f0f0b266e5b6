using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using EventNormalization.Api.Reading;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using EventNormalization.Storage;

namespace EventNormalization.Api.Acts;

/// <summary>Which failed events an act on many is to change: those with these hashes, or those that match.</summary>
internal sealed class ActSelection
{
    public const string HashesMember = "hashes";
    public const string WhereMember = "where";

    private const string Reason = "reason";
    private const string Field = "field";
    private const string State = "state";
    private const string Client = "client";
    private const string Contains = "contains";
    private const string IsArchived = "archived";

    private static readonly string[] Known = [Reason, Field, State, Client, Contains, IsArchived];

    /// <summary>The keys; null if entries are chosen by what they are.</summary>
    public IReadOnlyList<ContentHash>? Keys { get; private init; }

    /// <summary>What entries must be; it plays no part where there are keys.</summary>
    public EventPredicate Where { get; private init; } = EventPredicate.Everything;

    /// <summary>Whether archived entries are chosen.</summary>
    public ArchivedEntries Archived { get; private init; }

    /// <summary>Reads hashes or a filter; what is wrong is told to the body.</summary>
    /// <param name="body">The body of the act.</param>
    /// <param name="kind">The act: where no state is named, it chooses the entries that it can change.</param>
    /// <param name="schemas">Says how a client is read.</param>
    public static ActSelection Read(ActBody body, BulkOperationKind kind, SchemaSet schemas)
    {
        var hashes = body.Member(HashesMember);
        var where = body.Member(WhereMember);
        if (hashes is null == where is null)
        {
            body.Refuse($"Expected either \"{HashesMember}\" or \"{WhereMember}\"; every failed event that is open "
                + $"is {{\"{WhereMember}\":{{}}}}.");
            return new ActSelection();
        }

        return hashes is { } named ? ReadHashes(body, named) : ReadWhere(body, where!.Value, kind, schemas);
    }

    private static ActSelection ReadHashes(ActBody body, JsonElement hashes)
    {
        var keys = new List<ContentHash>();
        if (hashes.ValueKind != JsonValueKind.Array)
        {
            body.Refuse($"{HashesMember}: expected an array of hashes.");
            return new ActSelection();
        }

        foreach (var hash in hashes.EnumerateArray())
        {
            if (hash.ValueKind == JsonValueKind.String
                && ContentHash.TryParse(body.TextOf(hash, HashesMember), out var key))
            {
                keys.Add(key);
            }
            else
            {
                body.Refuse($"{HashesMember}: expected texts of 64 lower-case hexadecimal digits.");
                break;
            }
        }

        return new ActSelection { Keys = [.. keys.Distinct()] };
    }

    private static ActSelection ReadWhere(
        ActBody body, JsonElement where, BulkOperationKind kind, SchemaSet schemas)
    {
        if (where.ValueKind != JsonValueKind.Object)
        {
            body.Refuse($"{WhereMember}: expected an object.");
            return new ActSelection();
        }

        body.Refuse(ActBody.UnknownIn(where, WhereMember + ".", Known));
        var predicate = ReadState(body, where, kind).And(ReadReason(body, where));
        if (TextIn(body, where, Client) is { } client)
        {
            predicate = predicate.And(FailedFilter.OfClient(schemas, client));
        }

        if (TextIn(body, where, Contains) is { } text)
        {
            body.Refuse(body.MaySeeBytes ? null : $"{WhereMember}.{Contains}: expected {QueryParameters.NoSearch}.");
            predicate = predicate.And(EventPredicate.RawContains(text));
        }

        return new ActSelection { Where = predicate, Archived = ReadArchived(body, where) };
    }

    private static EventPredicate ReadState(ActBody body, JsonElement where, BulkOperationKind kind)
    {
        if (TextIn(body, where, State) is not { } state)
        {
            return kind == BulkOperationKind.Reopen
                ? FailedStates.Open.Or(EventPredicate.State(FailedEventState.Discarded))
                : FailedStates.Open;
        }

        if (FailedStates.Find(state) is { } found)
        {
            return found;
        }

        body.Refuse($"{WhereMember}.{State}: found \"{state}\"; known are {string.Join(", ", FailedStates.AllNames)}.");
        return EventPredicate.Everything;
    }

    private static EventPredicate ReadReason(ActBody body, JsonElement where)
    {
        var (code, field) = (TextIn(body, where, Reason), TextIn(body, where, Field));
        if (code is { Length: 0 } || field is { Length: 0 })
        {
            body.Refuse($"{WhereMember}: \"{Reason}\" and \"{Field}\" are not empty where they are given.");
            return EventPredicate.Everything;
        }

        return code is null && field is null ? EventPredicate.Everything : EventPredicate.Reason(code, field);
    }

    private static ArchivedEntries ReadArchived(ActBody body, JsonElement where)
    {
        switch (ActBody.Member(where, IsArchived)?.ValueKind)
        {
            case null or JsonValueKind.False:
                return ArchivedEntries.Hidden;
            case JsonValueKind.True:
                return ArchivedEntries.Only;
            default:
                body.Refuse($"{WhereMember}.{IsArchived}: expected true or false.");
                return ArchivedEntries.Hidden;
        }
    }

    private static string? TextIn(ActBody body, JsonElement where, string name) =>
        ActBody.Member(where, name) is { } member ? body.TextOf(member, $"{WhereMember}.{name}") : null;
}
