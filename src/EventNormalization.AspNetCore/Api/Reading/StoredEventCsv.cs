using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using EventNormalization.Normalization;
using EventNormalization.Storage;
using NodaTime.Text;

namespace EventNormalization.Api.Reading;

/// <summary>Stored events as lines of CSV; the further fields of the schemas in force have columns.</summary>
internal sealed class StoredEventCsv(SchemaSet schemas)
{
    private static readonly string[] Names =
    [
        "event_id", FieldNames.Timestamp, FieldNames.ClientId, FieldNames.Metric, FieldNames.Amount,
        FieldNames.Currency, "occurrences", "first_received_at", "last_received_at",
    ];

    private readonly string[] _further = [.. schemas.RecordFieldNames.Except(Names)];

    /// <summary>Appends the line of names.</summary>
    public void AppendHeader(StringBuilder text) =>
        CsvText.AppendLine(text, Names.Concat(_further.Select(CsvText.Inert)));

    /// <summary>Appends an event.</summary>
    public void Append(StringBuilder text, StoredEvent stored)
    {
        var record = stored.Event.Record;
        IEnumerable<string> cells =
        [
            stored.Event.Id.ToString(),
            InstantPattern.ExtendedIso.Format(record.Timestamp),
            CsvText.Inert(record.ClientId),
            CsvText.Inert(record.Metric),
            PlainDecimal.Of(record.Amount).ToString(CultureInfo.InvariantCulture),
            CsvText.Inert(record.Currency ?? ""),
            stored.Occurrences.ToString(CultureInfo.InvariantCulture),
            InstantPattern.ExtendedIso.Format(stored.Event.ReceivedAt),
            InstantPattern.ExtendedIso.Format(stored.LastReceivedAt),
        ];
        CsvText.AppendLine(text, cells.Concat(_further.Select(name => CellOf(record, name))));
    }

    private static string CellOf(NormalizedEvent record, string name)
    {
        foreach (var field in record.Fields)
        {
            if (field.Name == name)
            {
                return TotalsCsv.CellOf(field.Value);
            }
        }

        return "";
    }
}
