using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using EventNormalization.Envelopes;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;

namespace EventNormalization.Identity;

/// <summary>Reads events by the rules of a schema and gives each one its id.</summary>
/// <remarks>
/// <para>Law: the id is the SHA-256 of the canonical JSON (RFC 8785) of the identity fields, so two deliveries that
/// mean the same have the same id, whatever their spelling, their receipt, the host, its culture and its zone.</para>
/// <para>Thread-safe. Bad input of any kind is a result with errors, never an exception.</para>
/// </remarks>
public sealed partial class EventIdentifier
{
    private readonly CompiledSchema[] _compiled;

    // Computed on first use; two threads that race compute equal values.
    private StrongBox<RulesFingerprint>? _rulesFingerprint;

    /// <summary>Checks the schema and prepares to read by it.</summary>
    /// <param name="schema">The one schema that reads every event.</param>
    /// <exception cref="ArgumentException">The schema contradicts itself; the message says where.</exception>
    public EventIdentifier(EventSchema schema)
        : this(new SchemaSet(schema))
    {
    }

    /// <summary>Checks the schemas of a set and prepares to read by them.</summary>
    /// <param name="schemas">What reads an event depends on the set alone, not on the order of its schemas.</param>
    /// <exception cref="ArgumentException">A schema contradicts itself; the message says where.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="schemas"/> is null.</exception>
    public EventIdentifier(SchemaSet schemas)
    {
        ArgumentNullException.ThrowIfNull(schemas);
        Schemas = schemas;
        ReadsEnvelopes = schemas.Schemas.Any(named => !named.Schema.Envelope.IsNone);
        _compiled = [.. schemas.Schemas.Select(named => named.Schema.Compile())];
        Readers = new ObjectPool<IdentityReader>(NewReader);
        Expanders = new ObjectPool<DeliveryExpander>(() => new DeliveryExpander(schemas, _compiled));
    }

    /// <summary>The rules.</summary>
    public SchemaSet Schemas { get; }

    /// <summary>Names the rules; see <see cref="Identity.RulesFingerprint"/>.</summary>
    /// <remarks>Computed on first use, so callers that only need ids or totals do not pay for it.</remarks>
    public RulesFingerprint RulesFingerprint =>
        (_rulesFingerprint ??= new StrongBox<RulesFingerprint>(RulesFingerprint.Of(Schemas))).Value;

    /// <summary>Creates a reader for a caller that reads on one thread.</summary>
    internal IdentityReader NewReader() => new(Schemas, _compiled);

    /// <summary>Readers for one thread at a time.</summary>
    internal ObjectPool<IdentityReader> Readers { get; }

    /// <summary>Expanders, each used by one thread at a time.</summary>
    internal ObjectPool<DeliveryExpander> Expanders { get; }

    /// <summary>
    /// Expands deliveries that hold several events, by the schema's rules; an array is never an event.
    /// </summary>
    /// <remarks>A delivery that has a <see cref="RawEvent.Part"/> is a record already.</remarks>
    /// <param name="deliveries">The deliveries as received; what is no envelope becomes a record as it stands.</param>
    /// <returns>
    /// The records in order, and how many each delivery has. Their bytes lie in those of the deliveries unless decoded.
    /// </returns>
    public DeliveryRecords Expand(ReadOnlyMemory<RawEvent> deliveries)
    {
        var expander = Expanders.Rent();
        var records = expander.Expand(deliveries);
        Expanders.Return(expander);
        return records;
    }

    /// <summary>Whether a schema reads several events out of one delivery, whatever the delivery is.</summary>
    internal bool ReadsEnvelopes { get; }

    /// <summary>Reads one event up to its id. A well-formed event of ordinary size allocates nothing.</summary>
    /// <param name="raw">One record: an envelope is not understood here.</param>
    /// <param name="id">The id, if the event was understood.</param>
    /// <returns>Whether it was; <see cref="Identify"/> tells why not.</returns>
    public bool TryIdentify(RawEvent raw, out RecordId id)
    {
        var reader = Readers.Rent();
        var isUnderstood = reader.Read(raw);
        id = isUnderstood ? reader.ComputeId() : default;
        Readers.Return(reader);
        return isUnderstood;
    }

    /// <summary>Reads one event. Its bytes are not copied.</summary>
    /// <param name="raw">
    /// One record: an envelope is refused with <c>json.records</c> or <c>json.kind</c>, not taken apart.
    /// </param>
    /// <returns>The event with its id, or every reason why there is none. Bad input is never thrown.</returns>
    public IdentificationResult Identify(RawEvent raw)
    {
        var reader = Readers.Rent();
        var result = Complete(reader, raw, []);
        Readers.Return(reader);
        return result;
    }

    /// <summary>Reads one event and tells how each field was found and read.</summary>
    /// <param name="raw">One record, as <see cref="Identify"/> takes it.</param>
    /// <returns>
    /// What <see cref="Identify"/> gives, with the story of each field. Slower and with allocations; for people.
    /// </returns>
    public IdentificationResult Explain(RawEvent raw)
    {
        var reader = Readers.Rent();
        var traces = new List<FieldTrace>();
        reader.Traces = traces;
        var result = Complete(reader, raw, traces);
        reader.Traces = null;
        Readers.Return(reader);
        return result;
    }

    private IdentificationResult Complete(IdentityReader reader, RawEvent raw, IReadOnlyList<FieldTrace> traces)
    {
        if (!reader.Read(raw))
        {
            return Refused(reader, raw, traces);
        }

        var id = reader.ComputeId(out var identity);
        return Understood(
            new IdentifiedEvent(
                reader.Record.ToRecord(),
                raw,
                RulesFingerprint,
                reader.IdentityIsRecord
                    ? IdentifiedEvent.KnownIdentity.OfRecord(id, reader.ToClientKey())
                    : IdentifiedEvent.KnownIdentity.OfText(id, identity.ToArray(), reader.ToClientKey())),
            traces);
    }

    private static IdentificationResult Understood(IdentifiedEvent identified, IReadOnlyList<FieldTrace> traces) =>
        new()
        {
            Event = identified,
            ClientId = identified.Record.ClientId,
            Errors = [],
            Traces = traces,
        };

    private static IdentificationResult Refused(
        IdentityReader reader, RawEvent raw, IReadOnlyList<FieldTrace> traces) => new()
        {
            ClientId = reader.ToClientId(),
            Errors = reader.ToErrors(raw),
            Traces = traces,
        };
}
