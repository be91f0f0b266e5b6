namespace EventNormalization.DuckDb;

/// <summary>The job in SQL: <c>$file</c> in, count and sum of the distinct events of each client out.</summary>
/// <remarks>
/// Objects are read as maps and not as columns, because the workload has the names <c>amount</c> and <c>Amount</c>,
/// which are one column to DuckDB. The conditions stand in the last step: further down, the optimizer moves them below
/// the parsing and repeats it.
/// </remarks>
internal static class TotalsSql
{
    /// <summary>The reader makes maps. It drops some good lines that stand beside one that is cut short.</summary>
    public const string Typed = """
        WITH record AS (
            SELECT r
            FROM read_ndjson($file, columns = {r: 'MAP(VARCHAR, VARCHAR)'}, records = false, ignore_errors = true)),
        """ + FromRecords;

    /// <summary>The reader finds JSON objects, which are made maps in a second step. It loses nothing.</summary>
    public const string Objects = """
        WITH record AS (
            SELECT json_transform(json, '"MAP(VARCHAR, VARCHAR)"') AS r
            FROM read_ndjson_objects($file, ignore_errors = true)),
        """ + FromRecords;

    private const string FromRecords = Fields + Values + Totals;

    private const string Fields = """

        opened AS (
            SELECT r,
                json_transform(
                    coalesce(r['data'], r['payload'], r['event'], r['properties']),
                    '"MAP(VARCHAR, VARCHAR)"') AS w
            FROM record),
        field AS (
            SELECT
                coalesce(
                    r['client_id'], r['clientId'], r['client'], r['customer_id'], r['tenant-id'], r['source']) AS c,
                coalesce(
                    r['metric'], r['eventName'], r['event_type'], r['type'], r['Metric Name'],
                    w['metric'], w['eventName'], w['event_type'], w['type'], w['Metric Name']) AS m,
                coalesce(
                    r['amount'], r['value'], r['total'], r['price'], r['Amount'],
                    w['amount'], w['value'], w['total'], w['price'], w['Amount']) AS a,
                coalesce(
                    r['timestamp'], r['ts'], r['time'], r['created_at'], r['occurredAt'], r['event_time'],
                    w['timestamp'], w['ts'], w['time'], w['created_at'], w['occurredAt'], w['event_time']) AS t
            FROM opened),
        """;

    // The length tells the form, so that no value is tried in several. Only TIMESTAMPTZ heeds an offset.
    private const string Values = """

        event AS (
            SELECT c AS client, lower(m) AS metric,
                CASE
                    WHEN NOT contains(a, ',') THEN TRY_CAST(replace(a, '$', '') AS DECIMAL(18, 4))
                    WHEN regexp_full_match(a, '-?\$?\d{1,3}(,\d{3})+(\.\d+)?')
                        THEN TRY_CAST(translate(a, '$,', '') AS DECIMAL(18, 4))
                END AS amount,
                CASE length(t)
                    WHEN 10 THEN 1000000 * TRY_CAST(t AS BIGINT)
                    WHEN 13 THEN 1000 * TRY_CAST(t AS BIGINT)
                    WHEN 25 THEN epoch_us(TRY_CAST(t AS TIMESTAMPTZ))
                    WHEN 29 THEN epoch_us(try_strptime(t, '%a, %d %b %Y %H:%M:%S GMT'))
                    ELSE epoch_us(TRY_CAST(t AS TIMESTAMP))
                END AS microseconds
            FROM field),
        """;

    private const string Totals = """

        unlike AS (SELECT DISTINCT client, metric, amount, microseconds FROM event),
        total AS (
            SELECT client,
                count(*) FILTER (metric IS NOT NULL AND amount IS NOT NULL AND microseconds IS NOT NULL) AS events,
                sum(amount) FILTER (metric IS NOT NULL AND microseconds IS NOT NULL) AS amount
            FROM unlike
            GROUP BY client)
        SELECT client, events, amount FROM total WHERE client IS NOT NULL AND events > 0
        """;
}
