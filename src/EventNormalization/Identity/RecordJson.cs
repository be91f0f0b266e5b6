using System;
using System.Buffers;
using EventNormalization.Normalization;

namespace EventNormalization.Identity;

/// <summary>Records as canonical JSON (RFC 8785): what an id hashes where the schema adds nothing.</summary>
/// <remarks>
/// An amount is a number when its double form reads back as exactly the same decimal, else a string of its plain
/// digits; a timestamp is ISO 8601 in UTC with <c>Z</c>. Equal records give equal bytes. Thread-safe.
/// </remarks>
public static class RecordJson
{
    /// <summary>Writes all fields of <paramref name="record"/>.</summary>
    /// <param name="record">Any record; its further fields stand among the four in the order of RFC 8785.</param>
    /// <param name="destination">Receives canonical JSON (RFC 8785) in UTF-8, after what it holds already.</param>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="record"/> or <paramref name="destination"/> is null.
    /// </exception>
    public static void Write(NormalizedEvent record, IBufferWriter<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(destination);
        var writer = new RecordWriter();
        writer.Write(record, RecordLayout.OfFields(record.Fields));
        destination.Write(writer.Written);
    }

    /// <summary>All fields of <paramref name="record"/> as bytes.</summary>
    /// <param name="record">Any record; its further fields stand among the four in the order of RFC 8785.</param>
    /// <returns>Canonical JSON (RFC 8785) in UTF-8, in memory of its own.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="record"/> is null.</exception>
    public static byte[] Write(NormalizedEvent record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var writer = new RecordWriter();
        writer.Write(record, RecordLayout.OfFields(record.Fields));
        return writer.Written.ToArray();
    }
}
