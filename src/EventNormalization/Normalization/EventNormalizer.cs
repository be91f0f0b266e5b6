using System;
using System.Collections.Generic;
using EventNormalization.Ingestion;

namespace EventNormalization.Normalization;

/// <summary>Reads events by the rules of a schema, without an id and without a store.</summary>
/// <remarks>Thread-safe. Bad input of any kind is a result with errors, never an exception.</remarks>
public sealed class EventNormalizer
{
    private readonly ObjectPool<RecordReader> _readers;

    /// <summary>Checks the schema and prepares to read by it.</summary>
    /// <param name="schema">What every event is read by; it is immutable, so it may be shared.</param>
    /// <exception cref="ArgumentException">The schema contradicts itself; the message says where.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="schema"/> is null.</exception>
    public EventNormalizer(EventSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        Schema = schema;
        var compiled = schema.Compile();
        _readers = new ObjectPool<RecordReader>(() => new RecordReader(compiled));
    }

    /// <summary>The rules.</summary>
    public EventSchema Schema { get; }

    /// <summary>Reads one event.</summary>
    /// <param name="raw">One event; its bytes are read, not kept.</param>
    /// <returns>The record, or every field error at once. Bad input is never thrown.</returns>
    public NormalizationResult Normalize(RawEvent raw)
    {
        var reader = _readers.Rent();
        var result = Read(reader, raw, []);
        _readers.Return(reader);
        return result;
    }

    /// <summary>Reads one event and tells how each field was found and read.</summary>
    /// <param name="raw">One event; its bytes are read, not kept.</param>
    /// <returns>
    /// What <see cref="Normalize"/> gives, with the story of each field. Slower and with allocations; for people.
    /// </returns>
    public NormalizationResult Explain(RawEvent raw)
    {
        var reader = _readers.Rent();
        var traces = new List<FieldTrace>();
        reader.Traces = traces;
        var result = Read(reader, raw, traces);
        reader.Traces = null;
        _readers.Return(reader);
        return result;
    }

    private static NormalizationResult Read(RecordReader reader, RawEvent raw, IReadOnlyList<FieldTrace> traces) =>
        reader.Read(raw)
            ? new NormalizationResult { Record = reader.ToRecord(), Errors = [], Traces = traces }
            : new NormalizationResult { Errors = reader.ToErrors(raw), Traces = traces };
}
