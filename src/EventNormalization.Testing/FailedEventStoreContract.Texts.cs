using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using NodaTime;
using NodaTime.Text;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Testing;

/// <content>Deliveries, and entries as texts that compare whole.</content>
public static partial class FailedEventStoreContract
{
    private static FailedDelivery Delivery(
        string raw, FailedEventState state = FailedEventState.Rejected, string? clientId = null,
        FieldError[]? reasons = null) => new()
        {
            Raw = Encoding.UTF8.GetBytes(raw),
            ReceivedAt = Received,
            State = state,
            Reasons = reasons ?? [Reason("json.syntax")],
            ClientId = clientId,
        };

    private static FailedDelivery Understood(string raw, RecordId id) => new()
    {
        Raw = Encoding.UTF8.GetBytes(raw),
        ReceivedAt = Received,
        State = FailedEventState.Pending,
        Reasons = [Reason("store.failed")],
        Id = id,
    };

    private static FailedDelivery Located(string raw, Instant receivedAt, SourceLocation location) => new()
    {
        Raw = Encoding.UTF8.GetBytes(raw),
        ReceivedAt = receivedAt,
        Location = location,
        State = FailedEventState.Rejected,
        Reasons = [Reason("json.syntax")],
    };

    private static FailedDelivery Delivery(byte[] raw) => new()
    {
        Raw = raw,
        ReceivedAt = Received,
        State = FailedEventState.Rejected,
        Reasons = [Reason("json.encoding")],
    };

    private static FieldError Reason(string code, params string[] candidates) => new()
    {
        Code = code,
        Field = code.Split('.')[0],
        Path = candidates.Length == 0 ? "" : "payload.\"x\"",
        Found = candidates.Length == 0 ? null : "01/02/2024 \\u0000",
        Expected = "something else",
        Candidates = candidates,
    };

    private static async Task<IEnumerable<string>> FoundAsync(IFailedEventStore store, EventPredicate where) =>
        Raws(await EntriesAsync(store, new FailedEventQuery { Where = where }));

    private static FailedEventQuery After(FailedEvent entry) =>
        new() { Page = new PageRequest { After = entry.TokenFor(PageRequest.All) } };

    private static async Task<FailedEvent[]> EntriesAsync(IFailedEventStore store, FailedEventQuery? query = null)
    {
        var entries = new List<FailedEvent>();
        await foreach (var entry in store.QueryAsync(query ?? FailedEventQuery.All))
        {
            entries.Add(entry);
        }

        return [.. entries];
    }

    private static async Task<string[]> TextsAsync(IFailedEventStore store) =>
        [.. (await EntriesAsync(store)).Select(Text)];

    private static IEnumerable<string> Raws(IEnumerable<FailedEvent> entries) =>
        entries.Select(entry => Encoding.UTF8.GetString(entry.Raw.Span));

    private static async Task<string[]> StatisticsAsync(IFailedEventStore store)
    {
        var texts = new List<string>();
        await foreach (var client in store.ReadStatisticsAsync())
        {
            texts.Add(
                $"{client.ClientId}: {client.ReceivedCount} = {client.Counts.Rejected} + {client.Counts.Pending} + "
                + client.Counts.Conflict);
        }

        return [.. texts];
    }

    private static string Text(FailedEvent entry) => string.Join(
        '|',
        entry.Key,
        Text(entry.Raw, entry.State, entry.Reasons),
        "x" + entry.Occurrences,
        InstantPattern.ExtendedIso.Format(entry.FirstReceivedAt),
        InstantPattern.ExtendedIso.Format(entry.LastReceivedAt),
        entry.Location,
        entry.ClientId,
        entry.Id,
        entry.StoredId);

    private static string Text(FailedDelivery first, long occurrences, Instant lastReceivedAt) => string.Join(
        '|',
        first.ComputeKey(),
        Text(first.Raw, first.State, first.Reasons),
        "x" + occurrences,
        InstantPattern.ExtendedIso.Format(first.ReceivedAt),
        InstantPattern.ExtendedIso.Format(lastReceivedAt),
        first.Location,
        first.ClientId,
        first.Id,
        first.StoredId);

    private static string Text(ReadOnlyMemory<byte> raw, FailedEventState state, IEnumerable<FieldError> reasons) =>
        string.Join(
            '|',
            ContentHash.Of(raw.Span),
            state,
            string.Join(';', reasons.Select(reason => string.Join(
                ',', reason.Code, reason.Field, reason.Path, reason.Found, reason.Expected,
                string.Join('/', reason.Candidates)))));

    private static FailedDelivery Around(string raw, EnvelopePart? part, EventContext context) => new()
    {
        Raw = Encoding.UTF8.GetBytes(raw),
        ReceivedAt = Received,
        State = FailedEventState.Rejected,
        Reasons = [Reason("json.syntax")],
        Part = part,
        Context = context,
    };
}
