using System;
using System.Linq;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Json;
using EventNormalization.Normalization;
using EventNormalization.Storage;

namespace EventNormalization.Pipeline;

/// <summary>Reads a failed event like a retry does, without storing anything.</summary>
public static class RetryReading
{
    /// <summary>
    /// Reads the bytes of an entry, or those written in their place, with the envelope and the context kept with them
    /// and as of their first receipt.
    /// </summary>
    /// <remarks>
    /// An entry is one delivery and becomes one event. Bytes that hold several events by these rules stay refused, and
    /// so does the beginning of a delivery of which the rest was not kept. Masked bytes never become another event.
    /// </remarks>
    /// <param name="identifier">Reads by the rules of today, not by those of the first attempt.</param>
    /// <param name="entry">Its kept bytes are read, not changed.</param>
    /// <returns>The event, or every reason why it is not understood.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="identifier"/> or <paramref name="entry"/> is null.
    /// </exception>
    public static IdentificationResult Read(EventIdentifier identifier, FailedEvent entry)
    {
        ArgumentNullException.ThrowIfNull(identifier);
        ArgumentNullException.ThrowIfNull(entry);
        return Read(identifier, entry, entry.Content);
    }

    /// <summary>Reads bytes in the place of an entry's.</summary>
    internal static IdentificationResult Read(
        EventIdentifier identifier, FailedEvent entry, ReadOnlyMemory<byte> content)
    {
        if (IsBeginning(entry))
        {
            return new IdentificationResult { ClientId = entry.ClientId, Errors = entry.Reasons };
        }

        var raw = new RawEvent(content, entry.FirstReceivedAt, entry.Location)
        {
            Part = entry.Part,
            Context = entry.Context,
            IsMasked = entry.IsMasked && content.Equals(entry.Raw),
        };
        if (identifier.Expand(new[] { raw }).IsEnvelope(0))
        {
            return new IdentificationResult { ClientId = entry.ClientId, Errors = [Several] };
        }

        var read = identifier.Identify(raw);
        return raw.IsMasked && read.Event is { } item && (item.Id != entry.Id || ReadsMask(item.Record))
            ? new IdentificationResult { ClientId = entry.ClientId, Errors = [Masked] }
            : read;
    }

    /// <summary>Whether a field that is not in the id is what a text was masked by.</summary>
    private static bool ReadsMask(NormalizedEvent record) => record.Fields.Any(field =>
        field.Value.Kind == FieldValueKind.Text && field.Value.AsText() == MaskableText.Mask);

    /// <summary>Whether nothing but its reasons was kept of it.</summary>
    internal static bool IsDropped(FailedEvent entry) =>
        entry is { Edited: null, IsMasked: true } && entry.Raw.IsEmpty;

    /// <summary>Whether the delivery was truncated, the reason stating more bytes than there are, or dropped.</summary>
    private static bool IsBeginning(FailedEvent entry) => IsDropped(entry)
        || (entry.Edited is null && entry.Reasons.Any(reason =>
            reason is { Code: JsonCodes.TooLarge, Path.Length: 0, Found: { } found }
            && found != FormattableString.Invariant($"{entry.Raw.Length} bytes")));

    private static FieldError Masked { get; } = new()
    {
        Code = StoreReasons.Unmaskable,
        Field = FieldNames.Json,
        Expected = "the event that the bytes were before they were masked: these rules read what was masked, so edit "
            + "this entry, or have it sent again",
    };

    private static FieldError Several { get; } = new()
    {
        Code = JsonCodes.Records,
        Field = FieldNames.Json,
        Expected = "one event; by these rules the delivery holds its events, so export it, ingest the export and "
            + "discard this entry",
    };
}
