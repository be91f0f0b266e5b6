using System;
using EventNormalization.Normalization;

namespace EventNormalization.Identity;

/// <summary>The identity texts of several events in one buffer, to be hashed together.</summary>
/// <remarks>
/// Not thread-safe; its memory is reused, and once it has grown it allocates nothing. If it is not disposed,
/// the native hash state is released by its finalizer.
/// </remarks>
internal sealed class IdentityBatch(int countMax) : IDisposable
{
    private readonly RecordWriter _writer = new(new DateTexts());
    private readonly MessageSpan[] _messages = new MessageSpan[countMax];
    private readonly RecordId[] _ids = new RecordId[countMax];
    private readonly EventHasher _hasher = new();

    /// <summary>How many events are in the batch.</summary>
    public int Count { get; private set; }

    public ReadOnlySpan<MessageSpan> Messages => _messages.AsSpan(0, Count);

    /// <summary>The ids, after <see cref="ComputeIds"/>.</summary>
    public ReadOnlySpan<RecordId> Ids => _ids.AsSpan(0, Count);

    /// <summary>Scratch space for what the caller keeps about each delivery.</summary>
    public Entry[] Records { get; } = new Entry[countMax];

    /// <summary>The identity text of the event of this number.</summary>
    public ReadOnlySpan<byte> IdentityAt(int number) =>
        _writer.Written.Slice(_messages[number].Start, _messages[number].Length);

    /// <summary>Forgets all events.</summary>
    public void Clear()
    {
        _writer.Clear();
        Count = 0;
    }

    /// <summary>Adds the event that was read last; returns its number.</summary>
    public int Add(IdentityReader reader)
    {
        var start = reader.WriteIdentity(_writer);
        _messages[Count] = new MessageSpan(start, _writer.Length - start);
        return Count++;
    }

    /// <summary>Hashes all identity texts.</summary>
    public void ComputeIds() => _hasher.Compute(_writer.Bytes, Messages, _ids.AsSpan(0, Count));

    public void Dispose() => _hasher.Dispose();

    /// <summary>A record and the number of its identity text.</summary>
    internal readonly struct Entry(NormalizedEvent record, string? clientKey, bool identityIsRecord, int number)
    {
        public NormalizedEvent? Record { get; } = record;

        public string? ClientKey { get; } = clientKey;

        public bool IdentityIsRecord { get; } = identityIsRecord;

        public int Number { get; } = number;
    }
}
