using System;
using System.Diagnostics;
using System.Globalization;

namespace EventNormalization.Ingestion;

/// <summary>Where a record was in a delivery of several events, and what was around it.</summary>
/// <remarks>
/// <para>Immutable. A record is a delivery of its own with raw bytes of its own; this is what it had beside
/// them.</para>
/// <para>The envelope is the delivery in which what is kept elsewhere is left out: an array of records is <c>[]</c>, a
/// spread object <c>{}</c>, a decoded text <c>""</c>. A record that holds records of its own stands in it without them,
/// and a decoded text that holds such as what it decodes to.</para>
/// </remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed class EnvelopePart
{
    private readonly int _index;
    private readonly string? _path;

    /// <summary>Restores a part that a store kept.</summary>
    /// <param name="envelope">The envelope, as JSON.</param>
    /// <param name="path">Where the record stood in it, such as <c>Records[3]</c>.</param>
    /// <param name="recordNumber">The number of the record within its delivery, from 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="recordNumber"/> is below 1.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    public EnvelopePart(ReadOnlyMemory<byte> envelope, string path, int recordNumber)
        : this(new EnvelopeFrame { Envelope = new Envelope { Utf8 = envelope }, Path = path, IsStored = true }, -1,
            recordNumber)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(recordNumber);
        _path = path;
    }

    internal EnvelopePart(EnvelopeFrame frame, int index, int recordNumber)
    {
        Frame = frame;
        _index = index;
        RecordNumber = recordNumber;
    }

    /// <summary>Marks a delivery that has more records than are read.</summary>
    internal static EnvelopePart Overfull(string path, int recordsMax) =>
        new(new EnvelopeFrame { Path = path }, -1, recordsMax + 1) { IsOverfull = true, ErrorPosition = recordsMax };

    /// <summary>The envelope as JSON; empty for an element of an array that is the whole delivery.</summary>
    public ReadOnlyMemory<byte> Envelope => Frame.Envelope?.Utf8 ?? default;

    /// <summary>The SHA-256 of the envelope; a store keeps each envelope once, under this hash.</summary>
    public ReadOnlyMemory<byte> EnvelopeSha256 => Frame.Envelope?.Sha256 ?? default;

    /// <summary>Where the record stood in its delivery, such as <c>Records[3]</c>.</summary>
    public string Path => _path
        ?? (_index < 0 ? Frame.Path : string.Create(CultureInfo.InvariantCulture, $"{Frame.Path}[{_index}]"));

    /// <summary>The number of the record within its delivery, from 1.</summary>
    public int RecordNumber { get; }

    /// <summary>What the records of one array share.</summary>
    internal EnvelopeFrame Frame { get; }

    /// <summary>
    /// Of the rest of a broken delivery: the byte that cannot stand there; of one with too many records: how many it
    /// may have; else -1.
    /// </summary>
    internal int ErrorPosition { get; init; } = -1;

    /// <summary>Whether this marks a whole delivery as one with too many records.</summary>
    internal bool IsOverfull { get; private init; }

    /// <summary>Whether it is a member of a spread object that has another member of its name.</summary>
    internal bool IsRepeated { get; init; }

    /// <summary>Whether there is an envelope to be kept.</summary>
    internal bool HasEnvelope => Frame.Envelope is not null;

    private string DebuggerDisplay => Frame is null ? "" : string.Create(
        CultureInfo.InvariantCulture, $"{Path} of {Envelope.Length} bytes");
}
