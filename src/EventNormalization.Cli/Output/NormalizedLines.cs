using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using EventNormalization.Api.Wire;
using EventNormalization.Identity;
using EventNormalization.Normalization;

namespace EventNormalization.Cli.Output;

/// <summary>Writes one line of JSON for each delivery: its id and record, or every reason why it has none.</summary>
internal sealed class NormalizedLines : IDisposable
{
    private readonly ArrayBufferWriter<byte> _lines = new(1 << 16);
    private readonly ArrayBufferWriter<byte> _record = new(256);
    private readonly Utf8JsonWriter _errors;
    private readonly bool _isRecordIdentity;

    public NormalizedLines(SchemaSet schemas)
    {
        _errors = new Utf8JsonWriter(_lines, ApiJson.OneLine);
        _isRecordIdentity = schemas.Schemas.All(named => IsRecordIdentity(named.Schema));
    }

    private static bool IsRecordIdentity(EventSchema schema) => schema.FurtherFields.IsEmpty && schema.Key is null
        && schema.ClientId.IsIdentity && schema.Metric.IsIdentity && schema.Amount.IsIdentity
        && schema.Currency.IsIdentity;

    /// <summary>The lines so far.</summary>
    public ReadOnlyMemory<byte> Written => _lines.WrittenMemory;

    /// <summary>Forgets the lines.</summary>
    public void Clear() => _lines.ResetWrittenCount();

    public void Add(IdentificationResult result)
    {
        if (result.IsSuccess)
        {
            AddEvent(result.Event);
        }
        else
        {
            AddErrors(result.Errors);
        }
    }

    public void Dispose() => _errors.Dispose();

    private void AddEvent(IdentifiedEvent identified)
    {
        var identity = identified.IdentityUtf8.Span;
        _lines.Write("{\"event_id\":\""u8);
        identified.Id.TryFormat(_lines.GetSpan(RecordId.DigitCount), out var length);
        _lines.Advance(length);
        _lines.Write("\",\"record\":"u8);
        if (_isRecordIdentity)
        {
            // Where every field is hashed, the identity text is the canonical record.
            _lines.Write(identity);
        }
        else
        {
            AddRecord(identified.Record, identity);
        }

        _lines.Write("}\n"u8);
    }

    private void AddRecord(NormalizedEvent record, ReadOnlySpan<byte> identity)
    {
        _record.ResetWrittenCount();
        RecordJson.Write(record, _record);
        _lines.Write(_record.WrittenSpan);
        if (!identity.SequenceEqual(_record.WrittenSpan))
        {
            _lines.Write(",\"identity\":"u8);
            _lines.Write(identity);
        }
    }

    private void AddErrors(IReadOnlyList<FieldError> errors)
    {
        _errors.Reset();
        _errors.WriteStartObject();
        FieldErrorJson.Write(_errors, errors);
        _errors.WriteEndObject();
        _errors.Flush();
        _lines.Write("\n"u8);
    }
}
