using System;
using System.Buffers;
using System.Text;
using EventNormalization.Storage;

namespace EventNormalization.Api.Streaming;

/// <summary>
/// One event of a stream as its bytes (WHATWG HTML, 9.2): written once, and shared by all readers of the stream.
/// </summary>
/// <remarks>Immutable. Its JSON has no line ends, so that one line of data is enough.</remarks>
internal sealed class FeedFrame
{
    private FeedFrame(ReadOnlyMemory<byte> utf8, EventPosition? position) => (Utf8, Position) = (utf8, position);

    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>Where the event is stored, if it is one that was accepted; the id of the frame.</summary>
    public EventPosition? Position { get; }

    /// <summary>Makes a frame of one line of JSON.</summary>
    public static FeedFrame Of(string name, ReadOnlySpan<byte> json, EventPosition? position = null)
    {
        var bytes = new ArrayBufferWriter<byte>(json.Length + 64);
        Encoding.UTF8.GetBytes("event: " + name + "\n", bytes);
        if (position is { } id)
        {
            Encoding.UTF8.GetBytes("id: " + id + "\n", bytes);
        }

        bytes.Write("data: "u8);
        bytes.Write(json);
        bytes.Write("\n\n"u8);
        return new FeedFrame(bytes.WrittenMemory, position);
    }

    /// <summary>Tells a reader how many events it was not told of.</summary>
    public static FeedFrame Dropped(long count) =>
        Of("dropped", Encoding.UTF8.GetBytes(FormattableString.Invariant($"{{\"count\":{count}}}")));
}
