using System;
using System.Linq;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;

namespace EventNormalization.Identity;

/// <summary>Reads events up to the text that their id hashes. Of one thread; its memory is reused.</summary>
/// <remarks>A reader that nobody disposes gives the state of its hash back when it is collected.</remarks>
internal sealed class IdentityReader(CompiledSchema compiled) : IDisposable
{
    private readonly RecordLayout _identity = RecordLayout.OfIdentity(compiled.Fields);
    private readonly RecordLayout _record = RecordLayout.OfRecord(compiled.Fields);
    private readonly RecordWriter _single = new(new DateTexts());
    private readonly FrameworkSha256 _hash = new();

    /// <summary>The record of the event that was read last.</summary>
    public RecordReader Record { get; } = new(compiled);

    /// <summary>Whether the ids hash the records' own JSON.</summary>
    public bool IdentityIsRecord { get; } = compiled.Fields.All(field => field.IsIdentity);

    /// <summary>Reads an event; returns whether it was understood.</summary>
    public bool Read(in RawEvent raw) => Record.Read(raw);

    /// <summary>Writes the identity of the event that was read last; returns where it begins.</summary>
    public int WriteIdentity(RecordWriter writer) => writer.Write(Record, _identity);

    /// <summary>Writes the record of the event that was read last; returns where it begins.</summary>
    public int WriteRecord(RecordWriter writer) => writer.Write(Record, _record);

    /// <summary>The id of the event that was read last.</summary>
    public EventId ComputeId() => ComputeId(out _);

    /// <summary>The id of the event that was read last, and its identity, which stands until the next one.</summary>
    public EventId ComputeId(out ReadOnlySpan<byte> identity)
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
}
