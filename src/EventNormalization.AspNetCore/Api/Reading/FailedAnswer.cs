using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using EventNormalization.Api.Wire;
using EventNormalization.Storage;
using Microsoft.AspNetCore.Http;
using NodaTime.Text;

namespace EventNormalization.Api.Reading;

/// <summary>Sends failed events: a page, or all that match as a file while they are read.</summary>
internal sealed class FailedAnswer(HttpContext context, FailedSearch search)
{
    private const string Name = "failed";

    private static readonly string[] Columns =
    [
        "hash", "state", "client_id", "occurrences", "first_received_at", "last_received_at", "codes", "message",
        "attempts", "source", "line", "event_id",
    ];

    /// <summary>The most entries.</summary>
    public required int Limit { get; init; }

    /// <summary>Whether the bytes are shown.</summary>
    public required bool ShowsBytes { get; init; }

    public Task WriteAsync(ReadFormat format) => format switch
    {
        ReadFormat.Json => WritePageAsync(),
        ReadFormat.Ndjson => WriteNdjsonAsync(),
        ReadFormat.Csv => WriteCsvAsync(),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "No such form is known."),
    };

    /// <summary>Writes an entry as an object.</summary>
    public static void WriteEntry(Utf8JsonWriter json, FailedEvent entry, bool showsBytes)
    {
        json.WriteStartObject();
        json.WriteString("hash"u8, entry.Key.ToString());
        FailedEntryJson.Write(json, entry, StoreGuard.WithoutWords(entry.Reasons));
        if (showsBytes)
        {
            FailedEntryJson.WriteBytes(json, entry);
        }

        json.WriteEndObject();
    }

    private async Task WritePageAsync()
    {
        var found = await search.ReadPageAsync(
            Limit, ReadEndpoint.Of<TimeProvider>(context), context.RequestAborted).ConfigureAwait(false);
        await JsonResponse.WriteAsync(context, StatusCodes.Status200OK, found, WritePage).ConfigureAwait(false);
    }

    private void WritePage(Utf8JsonWriter json, FoundFailed found)
    {
        json.WriteStartObject();
        json.WriteStartArray("failed"u8);
        foreach (var entry in found.Entries)
        {
            WriteEntry(json, entry, ShowsBytes);
        }

        json.WriteEndArray();
        json.WriteString("next"u8, found.Next?.ToString());
        if (found.SearchedTo is { } instant)
        {
            json.WriteString("searched_to"u8, InstantPattern.ExtendedIso.Format(instant));
        }

        json.WriteEndObject();
    }

    private async Task WriteNdjsonAsync()
    {
        using var json = new JsonLine(context.Response.Body);
        var count = 0;
        await foreach (var entry in search.ReadAllAsync(context.RequestAborted).ConfigureAwait(false))
        {
            BeginOnce(ReadFormat.Ndjson);
            WriteEntry(json.Writer, entry, ShowsBytes);
            await json.EndLineAsync().ConfigureAwait(false);
            if (++count == Limit)
            {
                break;
            }
        }

        BeginOnce(ReadFormat.Ndjson);
        await json.FlushAsync().ConfigureAwait(false);
    }

    private async Task WriteCsvAsync()
    {
        var (lines, count) = (new CsvLines(context.Response.Body), 0);
        CsvText.AppendLine(lines.Text, Columns);
        await foreach (var entry in search.ReadAllAsync(context.RequestAborted).ConfigureAwait(false))
        {
            BeginOnce(ReadFormat.Csv);
            CsvText.AppendLine(lines.Text, CellsOf(entry));
            await lines.PassOnAsync(context.RequestAborted).ConfigureAwait(false);
            if (++count == Limit)
            {
                break;
            }
        }

        BeginOnce(ReadFormat.Csv);
        await lines.EndAsync(context.RequestAborted).ConfigureAwait(false);
    }

    private static string[] CellsOf(FailedEvent entry) =>
    [
        entry.Key.ToString(),
        FailedStates.NameOf(entry.State),
        CsvText.Inert(entry.ClientId ?? ""),
        entry.Occurrences.ToString(CultureInfo.InvariantCulture),
        InstantPattern.ExtendedIso.Format(entry.FirstReceivedAt),
        InstantPattern.ExtendedIso.Format(entry.LastReceivedAt),
        CsvText.Inert(string.Join(' ', entry.Reasons.Select(reason => reason.Code).Distinct())),
        CsvText.Inert(StoreGuard.WithoutWords(entry.Reasons) is [var first, ..] ? first.Message : ""),
        entry.Progress.Attempts.ToString(CultureInfo.InvariantCulture),
        CsvText.Inert(entry.Location.Source ?? ""),
        entry.Location.LineNumber.ToString(CultureInfo.InvariantCulture),
        entry.Id?.ToString() ?? "",
    ];

    private void BeginOnce(ReadFormat format)
    {
        if (!context.Response.HasStarted)
        {
            ReadFormats.Begin(context.Response, format, Name);
        }
    }
}
