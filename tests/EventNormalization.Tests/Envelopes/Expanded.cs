using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using NodaTime;

namespace EventNormalization.Tests.Envelopes;

/// <summary>Deliveries taken apart and read, as texts that compare whole.</summary>
internal static class Expanded
{
    public static readonly Instant ReceivedAt = Instant.FromUtc(2024, 6, 1, 0, 0);

    /// <summary>An identifier of a schema file.</summary>
    public static EventIdentifier By(string schema)
    {
        var result = EventSchemaFile.Read(Encoding.UTF8.GetBytes(schema));
        return result.Schemas is { } schemas
            ? new EventIdentifier(schemas)
            : throw new InvalidOperationException(string.Join('\n', result.Errors));
    }

    /// <summary>The records of a delivery.</summary>
    public static RawEvent[] Records(EventIdentifier identifier, string delivery, EventContext? context = null) =>
        identifier.Expand(new[] { Raw(delivery, context) }).Records.ToArray();

    public static RawEvent Raw(string delivery, EventContext? context = null) =>
        new(Encoding.UTF8.GetBytes(delivery), ReceivedAt, new SourceLocation("in", 1))
        {
            Context = context ?? EventContext.Empty,
        };

    /// <summary>What each record means: its canonical record, or its errors.</summary>
    public static string[] Texts(string schema, string delivery, EventContext? context = null)
    {
        var identifier = By(schema);
        return [.. Records(identifier, delivery, context).Select(record => TextOf(identifier, record))];
    }

    public static string TextOf(EventIdentifier identifier, RawEvent record)
    {
        var result = identifier.Identify(record);
        return result.Event is { } single
            ? Encoding.UTF8.GetString(RecordJson.Write(single.Record))
            : string.Join("; ", result.Errors.Select(error => error.ToString()));
    }

    /// <summary>The raw bytes of records, with their paths and their envelope.</summary>
    public static IEnumerable<string> Raws(string schema, string delivery) => Records(By(schema), delivery)
        .Select(record => $"{record.Part?.RecordNumber} {record.Part?.Path}: {Text(record.Utf8)} in "
            + Text(record.Part?.Envelope ?? default));

    public static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);
}
