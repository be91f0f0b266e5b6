using System;
using System.Collections.Generic;
using EventNormalization.Queries;
using EventNormalization.Storage;

namespace EventNormalization.Sqlite;

/// <summary>Reads a query's rows page by page; pages are limited by rows and by bytes.</summary>
internal sealed class FailedEventPage
{
    private const int RowCountMax = 256;
    private const int ByteCountMax = 4 << 20;
    private const int FirstParameter = 4;

    private readonly PageRequest _request;
    private readonly FailedEventPredicateSql _condition;
    private readonly string _archived;

    public FailedEventPage(FailedEventQuery query)
    {
        query.Check();
        _request = query.Page;
        _condition = new FailedEventPredicateSql(query.Where, FirstParameter);
        _archived = ConditionOf(query.Archived);
    }

    /// <summary>A further condition, for archived entries.</summary>
    public static string ConditionOf(ArchivedEntries archived) => archived switch
    {
        ArchivedEntries.Hidden => " AND is_archived IS 0",
        ArchivedEntries.Included => "",
        ArchivedEntries.Only => " AND is_archived IS 1",
        _ => throw new ArgumentOutOfRangeException(nameof(archived), archived, "No such choice is known."),
    };

    /// <summary>The text of the statement, after a token or from the first row.</summary>
    public string SqlOf(PageToken? after)
    {
        var (sign, way) = _request.Direction == SortDirection.Ascending ? (">", "") : ("<", " DESC");
        var column = _request.SortBy switch
        {
            SortKey.Position => "",
            SortKey.FirstSeen => "first_seen",
            SortKey.LastSeen => "last_seen",
            _ => throw new ArgumentException($"Failed events cannot be ordered by {_request.SortBy}."),
        };
        var seek = after is null ? ""
            : column.Length == 0 ? $" AND number {sign} ?2"
            : $" AND ({column}, number) {sign} (?3, ?2)";
        var order = column.Length == 0 ? "number" + way : $"{column}{way}, number{way}";
        return $"{FailedEventRowReader.Select}{_condition.Sql}{_archived}{seek} ORDER BY {order} LIMIT ?1";
    }

    /// <summary>Reads the rows after a token, up to a limit; fewer if they have many bytes.</summary>
    public List<FailedEvent> Read(SqliteDatabase database, PageToken? after, long countMax)
    {
        using var select = database.PrepareOnce(SqlOf(after));
        select.Bind(1, long.Min(countMax, RowCountMax));
        if (after is { } token)
        {
            select.Bind(2, FailedEventQuery.NumberOf(token));
            if (_request.SortBy != SortKey.Position)
            {
                select.Bind(3, token.Value);
            }
        }

        _condition.Bind(select);
        var entries = new List<FailedEvent>();
        var bytes = 0L;
        while (bytes < ByteCountMax && select.Step())
        {
            entries.Add(FailedEventRowReader.Read(database, select));
            bytes += entries[^1].ByteCount;
        }

        return entries;
    }

    /// <summary>The place after a row.</summary>
    public PageToken TokenOf(FailedEvent entry) => entry.TokenFor(_request);
}
