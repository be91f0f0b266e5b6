using System;
using System.Diagnostics;

namespace EventNormalization.Identity;

/// <summary>Hashes messages with SHA-256, as many in parallel as the processor's vectors have 32-bit lanes.</summary>
/// <remarks>
/// Law: every id is what <see cref="RecordId.FromContent"/> gives for the message alone. Not thread-safe; it allocates
/// only when a batch has more messages than any before.
/// </remarks>
internal sealed class EventHasher : IDisposable
{
    // Longer messages gain little from lanes, and would delay the others.
    private const int LaneBlocksMax = 64;

    // Measured costs, in units of one block by the framework: the framework's start, and a block in all lanes.
    private const int FrameworkStartCost = 8;
    private const int LanesBlockCost = 9;

    private readonly HashLanes _lanes;
    private readonly FrameworkSha256 _framework = new();
    private readonly LaneMemory _memory;
    private readonly int[] _starts = new int[LaneBlocksMax + 2];
    private int[] _order = [];

    /// <summary>Prepares to hash with the widest vectors of this processor.</summary>
    public EventHasher()
        : this(Widest)
    {
    }

    /// <summary>Prepares to hash with a width that this processor has.</summary>
    public EventHasher(HashLanes lanes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((int)lanes, (int)Widest, nameof(lanes));
        _lanes = lanes;
        _memory = new LaneMemory((int)lanes);
    }

    /// <summary>The widest that this processor can do.</summary>
    public static HashLanes Widest =>
        Sha256Lanes16.IsSupported ? HashLanes.Sixteen : Sha256Lanes8.IsSupported ? HashLanes.Eight : HashLanes.One;

    /// <summary>Hashes one message.</summary>
    public RecordId Compute(ReadOnlySpan<byte> message) => _framework.Compute(message);

    /// <summary>Hashes many messages; each id is written at the index of its message.</summary>
    public void Compute(ReadOnlySpan<byte> buffer, ReadOnlySpan<MessageSpan> messages, Span<RecordId> ids)
    {
        Debug.Assert(ids.Length >= messages.Length);
        var width = _lanes == HashLanes.One ? messages.Length : (int)_lanes;
        var order = OrderByBlocks(messages);
        while (!order.IsEmpty)
        {
            var group = order[..Math.Min(width, order.Length)];
            order = order[group.Length..];
            if (IsFasterInLanes(messages, group))
            {
                ComputeInLanes(buffer, messages, group, ids);
                continue;
            }

            foreach (var i in group)
            {
                ids[i] = _framework.Compute(MessageAt(buffer, messages[i]));
            }
        }
    }

    public void Dispose() => _framework.Dispose();

    private static ReadOnlySpan<byte> MessageAt(ReadOnlySpan<byte> buffer, MessageSpan message) =>
        buffer.Slice(message.Start, message.Length);

    /// <summary>The indexes of the messages, those with fewer blocks first, so that neighbours end together.</summary>
    private ReadOnlySpan<int> OrderByBlocks(ReadOnlySpan<MessageSpan> messages)
    {
        if (_order.Length < messages.Length)
        {
            _order = new int[messages.Length];
        }

        if (HaveSameBlocks(messages))
        {
            for (var i = 0; i < messages.Length; i++)
            {
                _order[i] = i;
            }

            return _order.AsSpan(0, messages.Length);
        }

        Array.Clear(_starts);
        foreach (var message in messages)
        {
            _starts[ClassOf(message) + 1]++;
        }

        for (var i = 1; i < _starts.Length; i++)
        {
            _starts[i] += _starts[i - 1];
        }

        for (var i = 0; i < messages.Length; i++)
        {
            _order[_starts[ClassOf(messages[i])]++] = i;
        }

        return _order.AsSpan(0, messages.Length);
    }

    /// <summary>
    /// Whether all messages have the same number of blocks, the common case, in which nothing needs to be sorted.
    /// </summary>
    private static bool HaveSameBlocks(ReadOnlySpan<MessageSpan> messages)
    {
        foreach (ref readonly var message in messages)
        {
            if (Sha256Padding.CountBlocks(message.Length) != Sha256Padding.CountBlocks(messages[0].Length))
            {
                return false;
            }
        }

        return true;
    }

    private static int ClassOf(MessageSpan message) =>
        Math.Min(Sha256Padding.CountBlocks(message.Length), LaneBlocksMax + 1) - 1;

    private bool IsFasterInLanes(ReadOnlySpan<MessageSpan> messages, ReadOnlySpan<int> group)
    {
        var blocksMax = Sha256Padding.CountBlocks(messages[group[^1]].Length);
        if (_lanes == HashLanes.One || blocksMax > LaneBlocksMax)
        {
            return false;
        }

        var frameworkCost = FrameworkStartCost * group.Length;
        if (frameworkCost > LanesBlockCost * blocksMax)
        {
            return true;
        }

        foreach (var i in group)
        {
            frameworkCost += Sha256Padding.CountBlocks(messages[i].Length);
        }

        return frameworkCost > LanesBlockCost * blocksMax;
    }

    private void ComputeInLanes(
        ReadOnlySpan<byte> buffer, ReadOnlySpan<MessageSpan> messages, ReadOnlySpan<int> group, Span<RecordId> ids)
    {
        var blocks = _memory.Blocks;
        _memory.Begin();
        var lane = 0;
        for (var block = 0; lane < group.Length; block++)
        {
            // A lane whose message has ended hashes leftovers of its block; the result is never read.
            for (var i = lane; i < group.Length; i++)
            {
                Sha256Padding.WriteBlock(
                    buffer, messages[group[i]], block, blocks[(i * Sha256Constants.BlockBytes)..]);
            }

            Compress();
            var ended = lane;
            while (ended < group.Length && Sha256Padding.CountBlocks(messages[group[ended]].Length) == block + 1)
            {
                ended++;
            }

            _memory.ReadIds(group[..ended], lane, ids);
            lane = ended;
        }
    }

    private void Compress()
    {
        if (_lanes == HashLanes.Sixteen)
        {
            Sha256Lanes16.Compress(_memory);
        }
        else
        {
            Sha256Lanes8.Compress(_memory);
        }
    }
}
