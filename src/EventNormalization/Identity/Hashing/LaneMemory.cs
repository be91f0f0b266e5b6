using System;
using System.Runtime.InteropServices;

namespace EventNormalization.Identity;

/// <summary>
/// The working memory of the lanes, aligned to cache lines: a vector across two lines costs 50 % more.
/// </summary>
internal sealed class LaneMemory
{
    private const int CacheLineBytes = 64;
    private readonly byte[] _bytes;
    private readonly int _start;
    private readonly int _laneCount;
    private readonly uint[] _initialState;

    public LaneMemory(int laneCount)
    {
        _laneCount = laneCount;
        _bytes = GC.AllocateArray<byte>(StateAt + StateBytes + CacheLineBytes, pinned: true);
        var misaligned = (int)(Marshal.UnsafeAddrOfPinnedArrayElement(_bytes, 0) % CacheLineBytes);
        _start = CacheLineBytes - misaligned;
        _initialState = new uint[laneCount * Sha256Constants.WordsPerHash];
        for (var i = 0; i < _initialState.Length; i++)
        {
            _initialState[i] = Sha256Constants.InitialHash[i / laneCount];
        }
    }

    /// <summary>One block of each lane, one lane after the other.</summary>
    public Span<byte> Blocks => _bytes.AsSpan(_start, BlocksBytes);

    /// <summary>The message schedule: the words of all lanes for each round.</summary>
    public Span<byte> Schedule => _bytes.AsSpan(_start + BlocksBytes, ScheduleBytes);

    /// <summary>The hash values: the first words of all lanes, then the second ones, and so on.</summary>
    public Span<uint> State => MemoryMarshal.Cast<byte, uint>(_bytes.AsSpan(_start + StateAt, StateBytes));

    private int BlocksBytes => _laneCount * Sha256Constants.BlockBytes;

    private int ScheduleBytes => _laneCount * Sha256Constants.RoundCount * sizeof(uint);

    private int StateAt => BlocksBytes + ScheduleBytes;

    private int StateBytes => _laneCount * Sha256Constants.WordsPerHash * sizeof(uint);

    /// <summary>Sets the hash values of all lanes to the initial one.</summary>
    public void Begin() => _initialState.CopyTo(State);

    /// <summary>Reads the hash values of some lanes as ids.</summary>
    /// <param name="places">For each lane up to the last to read, where its id goes.</param>
    /// <param name="from">The first lane to read.</param>
    /// <param name="ids">Takes the ids.</param>
    public void ReadIds(ReadOnlySpan<int> places, int from, Span<RecordId> ids)
    {
        var state = State;
        for (var lane = from; lane < places.Length; lane++)
        {
            ids[places[lane]] = new RecordId(
                WordsAt(state, 0, lane), WordsAt(state, 2, lane), WordsAt(state, 4, lane), WordsAt(state, 6, lane));
        }
    }

    private ulong WordsAt(ReadOnlySpan<uint> state, int word, int lane) =>
        ((ulong)state[(word * _laneCount) + lane] << 32) | state[((word + 1) * _laneCount) + lane];
}
