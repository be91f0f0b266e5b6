using System.Collections.Generic;
using EventNormalization.Queries;
using EventNormalization.Storage;

namespace EventNormalization.Sqlite;

/// <summary>Reads the events of a query, a page at a time.</summary>
internal sealed class EventPage
{
    private readonly EventOrder _order;
    private readonly EventPredicateSql _where;

    public EventPage(EventQuery query)
    {
        _order = new EventOrder(query.Page.SortBy, query.Page.Direction);
        _where = new EventPredicateSql(query.Where, _order.Seconds, EventOrder.LastParameter + 1);
    }

    /// <summary>The statement of a page; its limit is parameter 1.</summary>
    public string ToSql(bool isFirst) => EventRowReader.SelectWhere + _where.Text
        + (isFirst ? "" : " AND " + _order.AfterSql) + " ORDER BY " + _order.Sql + " LIMIT ?1";

    /// <summary>Reads events after a token, up to a limit.</summary>
    public List<StoredEvent> Read(SqliteDatabase database, PageToken? after, long length)
    {
        FieldFunction.AddTo(database);
        using var select = database.PrepareOnce(ToSql(isFirst: after is null));
        select.Bind(1, length);
        _where.Bind(select);
        if (after is { } token)
        {
            _order.Bind(select, token);
        }

        var page = new List<StoredEvent>();
        while (select.Step())
        {
            page.Add(EventRowReader.Read(database, select));
        }

        return page;
    }
}
