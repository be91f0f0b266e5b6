using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Testing.Checking;
using EventNormalization.Totals;
using NodaTime.Text;

namespace EventNormalization.Testing;

/// <summary>What a store returns, as texts that can be compared as a whole.</summary>
internal static class StoredText
{
    /// <summary>All that a store holds.</summary>
    public static async Task<string[]> AllAsync(IEventStore store)
    {
        var texts = new List<string>();
        await foreach (var item in store.QueryAsync(EventQuery.All))
        {
            texts.Add(Of(item));
        }

        texts.AddRange(await StatisticsAsync(store));
        texts.AddRange((await store.ReadTotalsAsync(TotalsQuery.All)).Select(Of));
        return [.. texts];
    }

    /// <summary>The events that a query reads.</summary>
    public static async Task<StoredEvent[]> EventsAsync(IEventStore store, EventQuery query)
    {
        var events = new List<StoredEvent>();
        await foreach (var item in store.QueryAsync(query))
        {
            events.Add(item);
        }

        return [.. events];
    }

    /// <summary>The statistics, a line for each client.</summary>
    public static async Task<string[]> StatisticsAsync(IEventStore store)
    {
        var texts = new List<string>();
        await foreach (var client in store.ReadStatisticsAsync())
        {
            var retried = client.FromFailedCount == 0 ? "" : $" + {client.FromFailedCount}";
            texts.Add(
                $"{client.ClientId}: {client.ReceivedCount}{retried} = {client.AcceptedCount} + "
                    + $"{client.DuplicateCount}");
        }

        return [.. texts];
    }

    /// <summary>A stored event without its position.</summary>
    public static string Of(StoredEvent item) => Of(item.Event) + " x" + item.Occurrences;

    /// <summary>An event with all its parts.</summary>
    public static string Of(IdentifiedEvent item) => string.Join(
        '|',
        item.Id,
        Encoding.UTF8.GetString(RecordJson.Write(item.Record)),
        item.Record.Amount.ToString("0.#############################", CultureInfo.InvariantCulture),
        string.Join(',', item.Record.Fields.Select(field => $"{field}:{field.Value.Kind}")),
        Encoding.UTF8.GetString(item.IdentityUtf8.Span),
        Convert.ToHexString(
            item.Raw.Span.Length > 100 ? RecordId.FromContent(item.Raw.Span).ToByteArray() : item.Raw.Span),
        InstantPattern.ExtendedIso.Format(item.ReceivedAt),
        item.ClientKey,
        item.RulesFingerprint,
        Of(item.Part),
        item.Context);

    /// <summary>What was around a record.</summary>
    public static string Of(EnvelopePart? part) => part is null
        ? ""
        : $"{part.RecordNumber} at {part.Path} in {Convert.ToHexString(part.Envelope.Span)}";

    /// <summary>A group of totals.</summary>
    public static string Of(TotalsGroup group) => TotalsText.Of(group);

    /// <summary>An append's answer: its outcomes, or the kind of its fault.</summary>
    public static string Of(AppendAnswer answer) => answer.Error is { } fault
        ? fault.Kind.ToString()
        : string.Join(';', answer.Outcomes.Select(outcome => Of(outcome.Present())));

    /// <summary>An answer.</summary>
    public static string Of(AppendOutcome outcome) =>
        $"{outcome.Kind} {outcome.StoredId} {InstantPattern.ExtendedIso.Format(
            outcome.FirstReceivedAt)} x{outcome.Occurrences}";
}
