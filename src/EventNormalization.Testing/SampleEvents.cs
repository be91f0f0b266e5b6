using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using NodaTime;
using NodaTime.Text;

namespace EventNormalization.Testing;

/// <summary>
/// Events with true ids, made without the reading stages, for tests of stores and of what stands around them.
/// </summary>
/// <remarks>
/// All say that they were read by <see cref="EventStoreContract.Schema"/>, and were received at one time.
/// </remarks>
public static class SampleEvents
{
    /// <summary>The rules that all sample events say they were read by.</summary>
    internal static readonly EventSchema SampleSchema = EventSchema.Default;

    /// <summary>What names them.</summary>
    internal static readonly RulesFingerprint SampleRules = RulesFingerprint.Of(SampleSchema);

    /// <summary>Some clients.</summary>
    internal static readonly string[] Clients = ["client_A", "client_B", "Ünicode 😀"];

    /// <summary>Some metrics.</summary>
    internal static readonly string[] Metrics = ["sales", "visits"];

    /// <summary>When deliveries are received that do not say when.</summary>
    internal static readonly Instant Received = At("2024-03-01T12:00:00Z");

    /// <summary>Reads an instant of ISO 8601.</summary>
    internal static Instant At(string text) => InstantPattern.ExtendedIso.Parse(text).Value;

    /// <summary>An event of the plain four fields.</summary>
    /// <param name="clientId">Who sent it, as identity has it: case matters.</param>
    /// <param name="metric">What is counted, in lower case.</param>
    /// <param name="amount">How much; no currency.</param>
    /// <param name="timestamp">Its instant, in ISO 8601 with <c>Z</c>.</param>
    /// <returns>The event with its id, received at a fixed time.</returns>
    /// <exception cref="UnparsableValueException">The timestamp is no such text.</exception>
    public static IdentifiedEvent Event(
        string clientId = "client_A", string metric = "sales", decimal amount = 1200,
        string timestamp = "2024-01-15T10:30:00Z") =>
        Of(Record(clientId, metric, amount, At(timestamp)));

    /// <summary>A record of the plain four fields.</summary>
    internal static NormalizedEvent Record(string clientId, string metric, decimal amount, Instant timestamp) => new()
    {
        ClientId = clientId,
        Metric = metric,
        Amount = amount,
        Timestamp = timestamp,
    };

    /// <summary>An event whose amount is of a currency.</summary>
    internal static IdentifiedEvent Priced(
        string? currency, decimal amount, string clientId = "client_A", string timestamp = "2024-01-15T10:30:00Z") =>
        PricedAt(At(timestamp), currency, amount, clientId);

    /// <summary>An event whose amount is of a currency, at any instant.</summary>
    internal static IdentifiedEvent PricedAt(Instant timestamp, string? currency, decimal amount, string clientId) =>
        Of(new NormalizedEvent
        {
            ClientId = clientId,
            Metric = "sales",
            Amount = amount,
            Timestamp = timestamp,
            Currency = currency,
        });

    /// <summary>The event of a record.</summary>
    /// <param name="record">The record; all of it is the event's identity.</param>
    /// <returns>The event with its id, received at a fixed time.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="record"/> is null.</exception>
    public static IdentifiedEvent Of(NormalizedEvent record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return Identified(record, RecordJson.Write(record), clientKey: null);
    }

    /// <summary>An event whose client sends a key, which joins the identity.</summary>
    /// <param name="clientId">Who sent it, as identity has it: case matters.</param>
    /// <param name="key">The client's key.</param>
    /// <param name="amount">How much; another amount under one key is a conflict.</param>
    /// <returns>The event with its id, received at a fixed time.</returns>
    public static IdentifiedEvent Keyed(string clientId, string key, decimal amount)
    {
        var record = new NormalizedEvent
        {
            ClientId = clientId,
            Metric = "sales",
            Amount = amount,
            Timestamp = At("2024-01-15T10:30:00Z"),
            Fields = [new EventField("key", FieldValue.FromText(key))],
        };
        return Identified(record, RecordJson.Write(record), key);
    }

    /// <summary>An event with further fields that do not join the identity.</summary>
    internal static IdentifiedEvent WithFields(ImmutableArray<EventField> fields)
    {
        var plain = Event();
        var record = new NormalizedEvent
        {
            ClientId = plain.Record.ClientId,
            Metric = plain.Record.Metric,
            Amount = plain.Record.Amount,
            Timestamp = plain.Record.Timestamp,
            Fields = fields,
        };
        return Identified(record, plain.IdentityUtf8, clientKey: null);
    }

    /// <summary>Another delivery of an event.</summary>
    /// <param name="item">The event as it was delivered before.</param>
    /// <param name="raw">The delivery's text.</param>
    /// <param name="receivedAt">When it came.</param>
    /// <returns>The event, of that delivery.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="item"/> or <paramref name="raw"/> is null.</exception>
    public static IdentifiedEvent Again(IdentifiedEvent item, string raw, Instant receivedAt)
    {
        ArgumentNullException.ThrowIfNull(item);
        return With(item, Encoding.UTF8.GetBytes(raw), receivedAt);
    }

    /// <summary>Another delivery of an event, with any bytes.</summary>
    internal static IdentifiedEvent With(IdentifiedEvent item, ReadOnlyMemory<byte> raw, Instant receivedAt) =>
        IdentifiedEvent.Create(
            item.Record,
            new RawEvent(raw, receivedAt),
            item.RulesFingerprint,
            new EventIdentity { Utf8 = item.IdentityUtf8, ClientKey = item.ClientKey, Id = item.Id });

    /// <summary>An event whose bytes are masked.</summary>
    internal static IdentifiedEvent Masked(IdentifiedEvent item) =>
        IdentifiedEvent.Create(
            item.Record,
            new RawEvent(item.Raw, item.ReceivedAt) { IsMasked = true },
            item.RulesFingerprint,
            new EventIdentity { Utf8 = item.IdentityUtf8, ClientKey = item.ClientKey, Id = item.Id });

    /// <summary>An event as a record of an envelope, with what the host knew of it.</summary>
    internal static IdentifiedEvent Within(
        IdentifiedEvent item, byte[] envelope, string path, params (string Name, string Text)[] context) =>
        IdentifiedEvent.Create(
            item.Record,
            new RawEvent(item.Raw, item.ReceivedAt)
            {
                Part = new EnvelopePart(envelope, path, 3),
                Context = new EventContext(context.Select(pair => KeyValuePair.Create(pair.Name, pair.Text))),
            },
            item.RulesFingerprint,
            new EventIdentity { Utf8 = item.IdentityUtf8, ClientKey = item.ClientKey, Id = item.Id });

    private static IdentifiedEvent Identified(
        NormalizedEvent record, ReadOnlyMemory<byte> identity, string? clientKey) =>
        IdentifiedEvent.Create(
            record,
            new RawEvent(Encoding.UTF8.GetBytes("raw of " + record.ClientId), Received),
            SampleRules,
            new EventIdentity { Utf8 = identity, ClientKey = clientKey });
}
