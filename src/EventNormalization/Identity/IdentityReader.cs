using System;
using System.Collections.Generic;
using System.Linq;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;

namespace EventNormalization.Identity;

/// <summary>Reads events up to the text that their id hashes. Not thread-safe; its memory is reused.</summary>
/// <remarks>If a reader is not disposed, the native hash state is released by its finalizer.</remarks>
internal sealed class IdentityReader : IDisposable
{
    private readonly RecordReader[] _readers;
    private readonly RecordLayout[] _identities;
    private readonly RecordLayout[] _records;
    private readonly bool[] _identityIsRecord;
    private readonly SchemaChoice? _choice;
    private readonly RecordWriter _single = new(new DateTexts());
    private readonly FrameworkSha256 _hash = new();

    private int _schema;
    private FieldError? _choiceError;

    public IdentityReader(SchemaSet set, CompiledSchema[] compiled)
    {
        _readers = [.. compiled.Select(schema => new RecordReader(schema))];
        _identities = [.. compiled.Select(schema => RecordLayout.OfIdentity(schema.Fields))];
        _records = [.. compiled.Select(schema => RecordLayout.OfRecord(schema.Fields))];
        _identityIsRecord = [.. compiled.Select(schema => schema.Fields.All(field => field.IsIdentity))];
        Record = _readers[0];
        _choice = set.IsSingle ? null : new SchemaChoice(set);
    }

    /// <summary>The record of the event that was read last.</summary>
    public RecordReader Record { get; private set; }

    /// <summary>Receives how each field was found and read, if traces were requested.</summary>
    public List<FieldTrace>? Traces
    {
        set => Array.ForEach(_readers, reader => reader.Traces = value);
    }

    /// <summary>Whether the id of the event that was read last hashes the record's own JSON.</summary>
    public bool IdentityIsRecord => _identityIsRecord[_schema];

    /// <summary>Reads an event; returns whether it was understood.</summary>
    public bool Read(in RawEvent raw) => _choice is null ? Record.Read(raw) : ReadByChoice(raw, _choice);

    /// <summary>Creates the errors of the event that was read last, with their messages.</summary>
    public IReadOnlyList<FieldError> ToErrors(in RawEvent raw) =>
        _choiceError is null ? Record.ToErrors(raw) : [_choiceError];

    /// <summary>The client of the event that was read last, if it could be read by the event's schema.</summary>
    public string? ToClientId() => _choiceError is null ? Record.ToClientId() : null;

    /// <summary>Writes the identity of the event that was read last; returns where it begins.</summary>
    public int WriteIdentity(RecordWriter writer) => writer.Write(Record, _identities[_schema]);

    /// <summary>Writes the record of the event that was read last; returns where it begins.</summary>
    public int WriteRecord(RecordWriter writer) => writer.Write(Record, _records[_schema]);

    /// <summary>The id of the event that was read last.</summary>
    public RecordId ComputeId() => ComputeId(out _);

    /// <summary>The id of the event that was read last, and its identity, which is valid until the next read.</summary>
    public RecordId ComputeId(out ReadOnlySpan<byte> identity)
    {
        _single.Clear();
        WriteIdentity(_single);
        identity = _single.Written;
        return _hash.Compute(identity);
    }

    /// <summary>The client's own key of the event that was read last; null if the schema declares none.</summary>
    public string? ToClientKey() =>
        Record.Compiled.Schema.Key is not null && Record.TryGetFurther(Record.Compiled.FurtherFrom, out var key)
            ? key.AsText()
            : null;

    public void Dispose() => _hash.Dispose();

    private bool ReadByChoice(in RawEvent raw, SchemaChoice choice)
    {
        var schema = choice.Of(raw);
        _choiceError = null;
        _schema = Math.Max(schema, 0);
        Record = _readers[_schema];
        var isUnderstood = Record.Read(raw);
        if (schema >= 0)
        {
            return isUnderstood;
        }

        // What is not JSON is refused as such.
        _choiceError = isUnderstood || !Record.HasJsonError ? choice.ToError(raw) : null;
        return false;
    }
}
