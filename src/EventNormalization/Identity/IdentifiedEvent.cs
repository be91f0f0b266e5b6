using System;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using NodaTime;

namespace EventNormalization.Identity;

/// <summary>A record with its id and the delivery it was read from: what a store takes and gives back.</summary>
/// <remarks>
/// Law: <see cref="Id"/> is the SHA-256 of <see cref="IdentityUtf8"/>, whose members are those of the record; no
/// instance can violate it. Immutable, as long as the raw bytes that were passed in are not changed.
/// </remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed class IdentifiedEvent
{
    // Empty if it is the record's JSON, which is then written on demand: it is rarely needed.
    private readonly ReadOnlyMemory<byte> _identityUtf8;

    /// <summary>Does not check that the identity text matches the record, and that the id is its hash.</summary>
    internal IdentifiedEvent(NormalizedEvent record, in RawEvent raw, RulesFingerprint rules, in KnownIdentity identity)
    {
        Record = record;
        Raw = raw.Utf8;
        Part = raw.Part is { HasEnvelope: true } part ? part : null;
        Context = raw.Context;
        ReceivedAt = raw.ReceivedAt;
        RulesFingerprint = rules;
        Id = identity.Id;
        ClientKey = identity.ClientKey;
        _identityUtf8 = identity.Utf8;
        IdentityIsRecord = identity.IsRecord;
        IsMasked = raw.IsMasked;
    }

    /// <summary>The id: the SHA-256 of <see cref="IdentityUtf8"/>.</summary>
    public RecordId Id { get; }

    /// <summary>What the event means.</summary>
    public NormalizedEvent Record { get; }

    /// <summary>
    /// Whether the id hashes the canonical JSON of the record itself, so that a store need not keep the text.
    /// </summary>
    public bool IdentityIsRecord { get; }

    /// <summary>The canonical JSON (RFC 8785) of the identity fields.</summary>
    /// <remarks>If the schema adds nothing, it is the canonical JSON of the record itself, written on demand.</remarks>
    public ReadOnlyMemory<byte> IdentityUtf8 => _identityUtf8.IsEmpty ? RecordJson.Write(Record) : _identityUtf8;

    /// <summary>The bytes of the delivery, exactly as received unless they are masked.</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    /// <summary>
    /// Whether values that the schema did not read are masked, in the bytes and in the envelope.
    /// </summary>
    public bool IsMasked { get; }

    /// <summary>Where in an envelope it stood; <see langword="null"/> if the delivery was the event.</summary>
    public EnvelopePart? Part { get; }

    /// <summary>What the host knew about the delivery besides its bytes.</summary>
    public EventContext Context { get; }

    /// <summary>When the delivery was received; of a stored event, when it was first received.</summary>
    public Instant ReceivedAt { get; }

    /// <summary>The client's own key of the event; <see langword="null"/> where the schema declares none.</summary>
    public string? ClientKey { get; }

    /// <summary>The rules it was read by.</summary>
    public RulesFingerprint RulesFingerprint { get; }

    private string DebuggerDisplay => string.Create(
        CultureInfo.InvariantCulture,
        $"{Record?.ClientId} {Record?.Metric} {Record?.Amount} at {Record?.Timestamp}: {Id}");

    /// <summary>Creates an event and computes its id.</summary>
    /// <param name="record">What the event means.</param>
    /// <param name="raw">The delivery it was read from; its bytes are not copied.</param>
    /// <param name="rules">The rules it was read by.</param>
    /// <param name="identity">What the id hashes; the default is the record's own JSON.</param>
    /// <returns>The event; its id is the SHA-256 of the identity.</returns>
    /// <exception cref="ArgumentException">
    /// The identity is not a JSON object, has a member that the record lacks or differs in, or has another id.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="record"/> is null.</exception>
    public static IdentifiedEvent Create(
        NormalizedEvent record, RawEvent raw, RulesFingerprint rules, EventIdentity identity = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        var recordUtf8 = RecordJson.Write(record);
        var isRecord = identity.Utf8 is not { } given || given.Span.SequenceEqual(recordUtf8);
        if (!isRecord && !Agrees(identity.Utf8!.Value, recordUtf8))
        {
            throw new ArgumentException("The identity is not made of members of the record.", nameof(identity));
        }

        var id = RecordId.FromContent(isRecord ? recordUtf8 : identity.Utf8!.Value.Span);
        if (identity.Id is { } expected && expected != id)
        {
            throw new ArgumentException(
                $"Found the id {expected}, expected {id}, which the identity hashes to.", nameof(identity));
        }

        return new IdentifiedEvent(
            record,
            raw,
            rules,
            isRecord
                ? KnownIdentity.OfRecord(id, identity.ClientKey)
                : KnownIdentity.OfText(id, identity.Utf8!.Value, identity.ClientKey));
    }

    /// <summary>The same event with other bytes that read as it.</summary>
    internal IdentifiedEvent With(in RawEvent raw) => new(
        Record,
        raw,
        RulesFingerprint,
        IdentityIsRecord
            ? KnownIdentity.OfRecord(Id, ClientKey)
            : KnownIdentity.OfText(Id, _identityUtf8, ClientKey));

    private static bool Agrees(ReadOnlyMemory<byte> identity, ReadOnlyMemory<byte> record)
    {
        try
        {
            using var identityJson = JsonDocument.Parse(identity);
            using var recordJson = JsonDocument.Parse(record);
            foreach (var member in identityJson.RootElement.EnumerateObject())
            {
                if (!recordJson.RootElement.TryGetProperty(member.Name, out var value)
                    || value.GetRawText() != member.Value.GetRawText())
                {
                    return false;
                }
            }

            return true;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>An identity that needs no check.</summary>
    internal readonly struct KnownIdentity
    {
        public RecordId Id { get; private init; }

        public ReadOnlyMemory<byte> Utf8 { get; private init; }

        public bool IsRecord { get; private init; }

        public string? ClientKey { get; private init; }

        /// <summary>One that is the record's JSON, which is written when it is asked for.</summary>
        public static KnownIdentity OfRecord(RecordId id, string? clientKey) =>
            new() { Id = id, IsRecord = true, ClientKey = clientKey };

        /// <summary>One that is not the record's JSON.</summary>
        public static KnownIdentity OfText(RecordId id, ReadOnlyMemory<byte> utf8, string? clientKey) =>
            new() { Id = id, Utf8 = utf8, IsRecord = false, ClientKey = clientKey };
    }
}
