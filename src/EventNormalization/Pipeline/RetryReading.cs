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
    /// Reads the bytes of an entry, or its edited bytes, with the stored envelope and context, and with the time of the
    /// first receipt.
    /// </summary>
    /// <remarks>
    /// An entry becomes one event. Bytes that hold several events by these rules stay refused, and so does a delivery
    /// that was truncated.
    /// </remarks>
    /// <param name="identifier">The rules.</param>
    /// <param name="entry">The entry.</param>
    /// <returns>The event, or every reason why it is not understood.</returns>
    public static IdentificationResult Read(EventIdentifier identifier, FailedEvent entry)
    {
        ArgumentNullException.ThrowIfNull(identifier);
        ArgumentNullException.ThrowIfNull(entry);
        if (IsBeginning(entry))
        {
            return new IdentificationResult { ClientId = entry.ClientId, Errors = entry.Reasons };
        }

        var raw = new RawEvent(entry.Content, entry.FirstReceivedAt, entry.Location)
        {
            Part = entry.Part,
            Context = entry.Context,
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
