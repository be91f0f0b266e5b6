using System;
using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using EventNormalization.Api.Wire;
using EventNormalization.Identity;
using EventNormalization.Pipeline;
using NodaTime;
using NodaTime.Text;

namespace EventNormalization.Api.Ingest;

/// <summary>Writes what became of deliveries, as JSON objects on one line each.</summary>
/// <remarks>Not thread-safe. It is written for streams, where most results are of stored events.</remarks>
internal sealed class IngestResultWriter(IBufferWriter<byte> output) : IDisposable
{
    /// <summary>What is said of a delivery that neither store could keep.</summary>
    public const string NotKept = "not_kept";

    private const int NumberLengthMax = 20;

    private Utf8JsonWriter? _errors;
    private Instant _instant;
    private byte[] _instantText = [];

    /// <summary>The word for an outcome.</summary>
    public static string WordOf(IngestOutcome outcome) => outcome switch
    {
        IngestOutcome.Accepted => "accepted",
        IngestOutcome.Duplicate => "duplicate",
        IngestOutcome.Rejected => "rejected",
        IngestOutcome.Deferred => "deferred",
        IngestOutcome.Conflict => "conflict",
        IngestOutcome.Forbidden => "forbidden",
    };

    /// <summary>Writes a result; null is one that neither store could keep.</summary>
    public void Write(IngestResult? result)
    {
        output.Write("{"u8);
        if (result is null)
        {
            output.Write("\"outcome\":\"not_kept\"}"u8);
            return;
        }

        WriteMembers(result);
    }

    /// <summary>Writes the beginning of the result of an envelope, up to the results of its records.</summary>
    public void WriteOpening(string outcome)
    {
        output.Write("{\"outcome\":\""u8);
        WriteText(outcome);
        output.Write("\",\"results\":["u8);
    }

    /// <summary>Writes a result that begins with the line of its delivery, and ends the line.</summary>
    public void WriteLine(IngestResult result)
    {
        output.Write("{\"line\":"u8);
        WriteNumber(result.Location.LineNumber);
        output.Write(","u8);
        WriteMembers(result);
        output.Write("\n"u8);
    }

    public void Dispose() => _errors?.Dispose();

    private void WriteMembers(IngestResult result)
    {
        output.Write("\"outcome\":\""u8);
        WriteText(WordOf(result.Outcome));
        output.Write("\""u8);
        if (result.IsEnvelope)
        {
            WriteRecords(result);
        }
        else if (result.Outcome is IngestOutcome.Rejected or IngestOutcome.Conflict)
        {
            WriteHash(result);
            WriteErrors(result);
        }
        else if (result.Outcome == IngestOutcome.Forbidden)
        {
            WriteErrors(result);
        }
        else
        {
            WriteUnderstood(result);
        }

        output.Write("}"u8);
    }

    private void WriteRecords(IngestResult envelope)
    {
        output.Write(",\"results\":["u8);
        for (var i = 0; i < envelope.Records.Count; i++)
        {
            output.Write(i == 0 ? ""u8 : ","u8);
            Write(envelope.Records[i]);
        }

        output.Write("]"u8);
    }

    private void WriteUnderstood(IngestResult result)
    {
        Debug.Assert(result is { Id: not null, Record: not null });
        output.Write(",\"event_id\":\""u8);
        WriteId(result.Id.Value);
        output.Write("\",\"record\":"u8);
        RecordJson.Write(result.Record, output);
        if (result.Outcome == IngestOutcome.Deferred)
        {
            WriteHash(result);
            return;
        }

        output.Write(",\"occurrences\":"u8);
        WriteNumber(result.Occurrences);
        if (result.FirstReceivedAt is { } first)
        {
            output.Write(",\"first_received_at\":\""u8);
            output.Write(TextOf(first));
            output.Write("\""u8);
        }
    }

    private void WriteErrors(IngestResult result)
    {
        output.Write(","u8);
        _errors ??= new Utf8JsonWriter(output, ApiJson.OneLine);
        _errors.Reset(output);

        // Only the members of an object are wanted, but the writer has no way to begin inside one.
        output.Write("\"errors\":"u8);
        _errors.WriteStartArray();
        foreach (var error in result.Errors)
        {
            FieldErrorJson.WriteOne(_errors, error);
        }

        _errors.WriteEndArray();
        _errors.Flush();
    }

    private void WriteHash(IngestResult result)
    {
        output.Write(",\"hash\":\""u8);
        WriteText(result.FailedKey.GetValueOrDefault().ToString());
        output.Write("\""u8);
    }

    private void WriteId(RecordId id)
    {
        id.TryFormat(output.GetSpan(RecordId.DigitCount), out var length);
        output.Advance(length);
    }

    private void WriteText(string ascii)
    {
        var length = Encoding.ASCII.GetBytes(ascii, output.GetSpan(ascii.Length));
        output.Advance(length);
    }

    private void WriteNumber(long number)
    {
        Utf8Formatter.TryFormat(number, output.GetSpan(NumberLengthMax), out var length);
        output.Advance(length);
    }

    /// <summary>The events of a batch mostly have one time of receipt.</summary>
    private ReadOnlySpan<byte> TextOf(Instant instant)
    {
        if (instant != _instant || _instantText.Length == 0)
        {
            _instant = instant;
            _instantText = Encoding.ASCII.GetBytes(InstantPattern.ExtendedIso.Format(instant));
        }

        return _instantText;
    }
}
