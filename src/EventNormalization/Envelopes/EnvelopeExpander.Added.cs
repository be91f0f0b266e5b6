using System;
using EventNormalization.Ingestion;

namespace EventNormalization.Envelopes;

/// <content>Adds the records, and the parts that are refused.</content>
internal sealed partial class EnvelopeExpander
{
    /// <summary>About how many bytes of the envelope are copied to stand before what is refused.</summary>
    private const int FrameBytesMax = 1 << 22;

    private long _frameBytes;
    private ReadOnlyMemory<byte> _gap;

    /// <summary>
    /// The path of the first record beyond the limit, in the delivery expanded last; null if there was none.
    /// Nothing after it was read.
    /// </summary>
    public string? Surplus { get; private set; }

    /// <summary>Between two commas stands no element: refused, and reading goes on.</summary>
    private void AddGap(EnvelopeArray array, int index)
    {
        var frame = FrameOfRest();
        if (_gap.Length != frame.Length + 1)
        {
            // Gaps with the same in front of them share it.
            _gap = Joined(frame, ","u8);
        }

        AddRest(_gap, _gap.Length - 1, array.PathOf(index));
    }

    /// <summary>Keeps the rest of a source that cannot go on, with what stands before it.</summary>
    private void Refuse(ReadOnlySpan<byte> json, int from, int fault, string path)
    {
        _fault = fault;
        var frame = FrameOfRest();
        AddRest(Joined(frame, json[Math.Min(from, json.Length)..]), frame.Length + fault - from, path);
    }

    /// <summary>What is written of the envelope, to stand before what is refused; nothing once that is much.</summary>
    private ReadOnlySpan<byte> FrameOfRest()
    {
        if (_frameBytes > FrameBytesMax)
        {
            return [];
        }

        _frameBytes += _envelopeWriter.Length;
        return _envelopeWriter.Written;
    }

    private static byte[] Joined(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> rest)
    {
        var bytes = new byte[frame.Length + rest.Length];
        frame.CopyTo(bytes);
        rest.CopyTo(bytes.AsSpan(frame.Length));
        return bytes;
    }

    private void AddRest(ReadOnlyMemory<byte> rest, int fault, string path)
    {
        var frame = new EnvelopeFrame { Path = path };
        Add(rest, new EnvelopePart(frame, -1, ++_recordNumber) { ErrorPosition = fault });
    }

    private void AddRecord(ReadOnlyMemory<byte> utf8, EnvelopeFrame frame, int index) =>
        Add(utf8, new EnvelopePart(frame, index, ++_recordNumber));

    private void Add(ReadOnlyMemory<byte> utf8, EnvelopePart part)
    {
        if (part.RecordNumber > _recordsMax)
        {
            // As after a fault, nothing goes on.
            Surplus ??= part.Path;
            _fault = Math.Max(_fault, 0);
            return;
        }

        var location = _delivery.Location with { RecordNumber = part.RecordNumber };
        _records.Add(new RawEvent(utf8, _delivery.ReceivedAt, location) { Context = _delivery.Context, Part = part });
    }
}
