using System;
using System.Collections.Generic;
using System.Linq;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Storage;

namespace EventNormalization.Pipeline;

/// <summary>Masks the raw bytes of events before they are stored; see <see cref="PayloadMasking"/>.</summary>
/// <remarks>
/// What a reading says it found is left; whether that was all is checked by reading the masked bytes. Where something
/// else was needed (a sign beside the amount, what chooses the schema), it is found by trying.
/// </remarks>
internal sealed class PayloadMasker
{
    /// <summary>The most readings that an event may take to find what it needs.</summary>
    private const int TriesMax = 64;

    private readonly EventIdentifier _identifier;
    private readonly PayloadMasking _masking;

    private PayloadMasker(EventIdentifier identifier, PayloadMasking masking) =>
        (_identifier, _masking) = (identifier, masking);

    /// <summary>Creates a masker; null if nothing is masked.</summary>
    public static PayloadMasker? Create(EventIdentifier identifier, PayloadMasking masking) =>
        masking == PayloadMasking.None ? null : new PayloadMasker(identifier, masking);

    /// <summary>The batch, with events whose raw bytes are masked.</summary>
    public DeliveryBatch Apply(DeliveryBatch batch) => batch.With([.. batch.Identified.Select(Apply)]);

    /// <summary>The event with masked bytes, or the refusal without what may not be kept.</summary>
    public IdentificationResult Apply(IdentificationResult read)
    {
        if (read.Event is not { } item)
        {
            return Refused(read, read.Errors);
        }

        return item.IsMasked ? read
            : Mask(item) is { } masked
                ? new IdentificationResult { Event = masked, ClientId = read.ClientId, Errors = [] }
            : Refused(read, [Unmaskable]);
    }

    private static FieldError Unmaskable { get; } = new()
    {
        Code = StoreReasons.Unmaskable,
        Field = FieldNames.Json,
        Expected = "an event that reads the same without the members that the schema does not read",
    };

    private IdentificationResult Refused(IdentificationResult read, IReadOnlyList<FieldError> errors) => new()
    {
        ClientId = read.ClientId,
        Errors = errors,
        IsForbidden = read.IsForbidden,
        IsDropped = _masking == PayloadMasking.DropRefused,
    };

    private IdentifiedEvent? Mask(IdentifiedEvent item)
    {
        var (ofRecord, ofEnvelope) = PathsOf(item);
        if (MaskableText.TryRead(item.Raw, item.Part is not null, ofRecord) is not { } raw)
        {
            return null;
        }

        var envelope = item.Part is { } part
            ? MaskableText.TryRead(part.Envelope, false, ofEnvelope)
            : MaskableText.Empty;
        return envelope is null ? null
            : raw.Values.Count + envelope.Values.Count == 0 ? item
            : TryAll(item, raw, envelope) ?? TryParts(item, raw, envelope);
    }

    /// <summary>What is read of the record, and of the envelope around it, each from its own beginning.</summary>
    private (HashSet<string> OfRecord, HashSet<string> OfEnvelope) PathsOf(IdentifiedEvent item)
    {
        var ofRecord = new HashSet<string>(StringComparer.Ordinal);
        var ofEnvelope = new HashSet<string>(StringComparer.Ordinal);
        var place = item.Part?.Path + ".";
        foreach (var trace in _identifier.Explain(RawOf(item, item.Raw, item.Part)).Traces)
        {
            if (item.Part is null)
            {
                ofRecord.Add(trace.Path);
            }
            else if (trace.Path.StartsWith(place, StringComparison.Ordinal))
            {
                ofRecord.Add(trace.Path[place.Length..]);
            }
            else
            {
                ofEnvelope.Add(trace.Path);
            }
        }

        ofRecord.Remove("");
        ofEnvelope.Remove("");
        return (ofRecord, ofEnvelope);
    }

    private IdentifiedEvent? TryAll(IdentifiedEvent item, MaskableText raw, MaskableText envelope)
    {
        raw.MaskAll(true);
        envelope.MaskAll(true);
        return Masked(item, raw, envelope);
    }

    /// <summary>Masks what can be masked by halves: few values are needed that no field names.</summary>
    private IdentifiedEvent? TryParts(IdentifiedEvent item, MaskableText raw, MaskableText envelope)
    {
        raw.MaskAll(false);
        envelope.MaskAll(false);
        MaskableValue[] all = [.. raw.Values, .. envelope.Values];
        var parts = new Stack<Range>([0..all.Length]);
        for (var tries = 0; parts.TryPop(out var part); tries++)
        {
            var values = all.AsSpan(part);
            Mask(values, true);
            if (tries == TriesMax)
            {
                return null;
            }

            if (Masked(item, raw, envelope) is null)
            {
                Mask(values, false);
                Split(parts, part.Start.Value, values.Length);
            }
        }

        return Masked(item, raw, envelope);
    }

    private static void Mask(ReadOnlySpan<MaskableValue> values, bool isMasked)
    {
        foreach (var value in values)
        {
            value.IsMasked = isMasked;
        }
    }

    private static void Split(Stack<Range> parts, int start, int length)
    {
        if (length > 1)
        {
            var middle = start + (length / 2);
            parts.Push(start..middle);
            parts.Push(middle..(start + length));
        }
    }

    /// <summary>The event with these bytes; null if they read as another one, or not at all.</summary>
    private IdentifiedEvent? Masked(IdentifiedEvent item, MaskableText raw, MaskableText envelope)
    {
        var part = item.Part is { } place
            ? new EnvelopePart(envelope.Write(), place.Path, place.RecordNumber)
            : null;
        var bytes = RawOf(item, raw.Write(), part);
        return _identifier.Identify(bytes).Event is { } again && again.Id == item.Id
            && again.ClientKey == item.ClientKey
            && RecordJson.Write(again.Record).AsSpan().SequenceEqual(RecordJson.Write(item.Record))
                ? item.With(bytes)
                : null;
    }

    private static RawEvent RawOf(IdentifiedEvent item, ReadOnlyMemory<byte> bytes, EnvelopePart? part) =>
        new(bytes, item.ReceivedAt) { Part = part, Context = item.Context, IsMasked = true };
}
