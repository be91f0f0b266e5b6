using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Rules;
using EventNormalization.Storage;

namespace EventNormalization.Sqlite;

/// <summary>Every event is what its id says, and what its raw bytes say by the rules in force.</summary>
internal sealed class EventsCheck
{
    private const int PageLength = 1000;

    private static readonly string SelectPage =
        EventRowReader.SelectWhere + "events.position > ?1 ORDER BY events.position LIMIT ?2";

    private readonly SqliteDatabase _database;
    private readonly Findings _findings;
    private readonly EventIdentifier? _identifier;

    public EventsCheck(SqliteDatabase database, Findings findings)
    {
        _database = database;
        _findings = findings;
        _identifier = RulesInForce.FindText(database) is { } rules ? ReadIdentifier(rules) : null;
    }

    public long EventCount { get; private set; }

    public long RereadCount { get; private set; }

    /// <summary>Reads all events in the order of their positions; a damaged one costs itself alone.</summary>
    public void Run()
    {
        var last = 0L;
        var length = PageLength;
        while (true)
        {
            var before = last;
            try
            {
                if (!TryReadPage(ref last, length))
                {
                    return;
                }

                length = PageLength;
            }
            catch (Exception error) when (Findings.IsDamage(error))
            {
                if (length > 1)
                {
                    // The events after the last good one are read one by one, until the bad one is passed.
                    length = 1;
                    continue;
                }

                _findings.Add(error.Message);
                if (FindNext(before) is not { } next)
                {
                    return;
                }

                last = next;
                length = PageLength;
            }
        }
    }

    private bool TryReadPage(ref long last, int length)
    {
        using var select = _database.PrepareOnce(SelectPage);
        select.Bind(1, last).Bind(2, length);
        var count = 0;
        while (select.Step())
        {
            var stored = EventRowReader.Read(_database, select);
            last = stored.Position.Commit;
            count++;
            _findings.OnRow();
            EventCount++;
            Reread(stored);
        }

        return count == length;
    }

    private long? FindNext(long position)
    {
        var select = _database.Prepare("SELECT min(position) FROM events WHERE position > ?1").Bind(1, position);
        long? next = select.Step() && !select.IsNull(0) ? select.ReadNumber(0) : null;
        select.Reset();
        return next;
    }

    private void Reread(StoredEvent stored)
    {
        var item = stored.Event;
        // Masked bytes are not what was received: that they once read as this event is all they tell.
        if (_identifier is null || item.IsMasked || item.RulesFingerprint != _identifier.RulesFingerprint)
        {
            return;
        }

        RereadCount++;
        var raw = new RawEvent(item.Raw, item.ReceivedAt) { Part = item.Part, Context = item.Context };
        var again = _identifier.Identify(raw);
        if (again.Event?.Id != item.Id)
        {
            var found = again.Event is { } other ? $"event {other.Id}" : $"refused ({again.Errors[0]})";
            _findings.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{_database.Path}: the event at position {stored.Position.Commit} is not what its raw bytes say: "
                + $"they are {found}"));
        }
    }

    /// <summary>What reads the events again; null where the file alone does not say how they were read.</summary>
    private static EventIdentifier? ReadIdentifier(string rules)
    {
        if (JsonNode.Parse(rules) is not JsonObject document)
        {
            return null;
        }

        document.Remove("library");
        return EventSchemaFile.Read(JsonSerializer.SerializeToUtf8Bytes(document)).Schemas is { } schemas
            && !ReadsPlaces(schemas) && SchemaDocument.Of(schemas).Text == rules
            ? new EventIdentifier(schemas)
            : null;
    }

    /// <summary>Whether it matters from where an event came: that is kept with failed events alone.</summary>
    private static bool ReadsPlaces(SchemaSet schemas) => schemas.Schemas.Length > 1 || schemas.Schemas.Any(named =>
        FieldsOf(named.Schema).Any(field => field.From is not null));

    private static FieldDefinition[] FieldsOf(EventSchema schema) =>
    [
        schema.ClientId, schema.Metric, schema.Amount, schema.Timestamp, schema.Currency, .. schema.FurtherFields,
        .. schema.Key is { } key ? new FieldDefinition[] { key } : [],
    ];
}
