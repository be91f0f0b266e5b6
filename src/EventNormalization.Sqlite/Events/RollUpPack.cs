using System;
using System.Buffers;
using System.Text;
using EventNormalization.Aggregation;
using EventNormalization.Totals;

namespace EventNormalization.Sqlite;

/// <summary>Writes roll-ups of one slot as few bytes, in the order of their keys.</summary>
/// <remarks>
/// For each: the distance of its hour from the hour before, client, metric, the bytes of the currency and the count;
/// then the amount, or of several their sum, least and greatest. What has no fixed length has its length before it.
/// Numbers are <see cref="ShortNumbers"/>.
/// </remarks>
internal sealed class RollUpPack
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly ArrayBufferWriter<byte> _part = new();
    private long _hour;

    /// <summary>How many roll-ups were added.</summary>
    public long Count { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public void Clear()
    {
        _bytes.ResetWrittenCount();
        _hour = 0;
        Count = 0;
    }

    /// <summary>Adds a roll-up whose key is after that of the one before.</summary>
    public void Add(RollUpKey key, in DecimalSummary state)
    {
        ShortNumbers.WriteSigned(key.Hour - _hour, _bytes);
        _hour = key.Hour;
        ShortNumbers.Write((ulong)key.Client, _bytes);
        ShortNumbers.Write((ulong)key.Metric, _bytes);
        ShortNumbers.Write((ulong)Encoding.UTF8.GetByteCount(key.Currency), _bytes);
        Encoding.UTF8.GetBytes(key.Currency, _bytes);
        ShortNumbers.Write((ulong)state.Count, _bytes);
        if (state.Count > 1)
        {
            Write(state.Sum, StandardFormats.Sum);
            Write(state.Min, StandardFormats.Extreme);
        }

        Write(state.Max, StandardFormats.Extreme);
        Count++;
    }

    private void Write<TState>(in TState state, IStateFormat<TState> format)
    {
        _part.ResetWrittenCount();
        format.Write(in state, _part);
        ShortNumbers.Write((ulong)_part.WrittenCount, _bytes);
        _bytes.Write(_part.WrittenSpan);
    }
}
