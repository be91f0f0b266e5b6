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
    /// so does the beginning of a delivery of which the rest was not kept.
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
        return identifier.Expand(new[] { raw }).IsEnvelope(0)
            ? new IdentificationResult { ClientId = entry.ClientId, Errors = [Several] }
            : identifier.Identify(raw);
    }

    /// <summary>Whether the delivery was truncated: the reason states more bytes than there are.</summary>
    private static bool IsBeginning(FailedEvent entry) => entry.Edited is null && entry.Reasons.Any(reason =>
        reason is { Code: JsonCodes.TooLarge, Path.Length: 0, Found: { } found }
        && found != FormattableString.Invariant($"{entry.Raw.Length} bytes"));

    private static FieldError Several { get; } = new()
    {
        Code = JsonCodes.Records,
        Field = FieldNames.Json,
        Expected = "one event; by these rules the delivery holds its events, so export it, ingest the export and "
            + "discard this entry",
    };
}
