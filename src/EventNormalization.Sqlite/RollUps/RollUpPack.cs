using System;
using System.Buffers;
using System.Text;
using EventNormalization.Aggregation;
using EventNormalization.Totals;

namespace EventNormalization.Sqlite;

/// <summary>Writes roll-ups of one level as few bytes, in the order of their keys.</summary>
/// <remarks>
/// For each client its number, the length of what follows, and its roll-ups: so those of other clients are passed over.
/// For each roll-up the distance of its time from the one before, the metric, the bytes of the currency, and those of
/// the summary (<see cref="StandardFormats.Summary"/>), both with their length before them. Numbers are
/// <see cref="ShortNumbers"/>.
/// </remarks>
internal sealed class RollUpPack
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly ArrayBufferWriter<byte> _ofClient = new();
    private readonly ArrayBufferWriter<byte> _state = new();
    private long _client;
    private long _time;

    /// <summary>How many roll-ups were added.</summary>
    public long Count { get; private set; }

    public void Clear()
    {
        _bytes.ResetWrittenCount();
        _ofClient.ResetWrittenCount();
        Count = 0;
    }

    /// <summary>Adds a roll-up whose key is after that of the one before.</summary>
    public void Add(RollUpKey key, in DecimalSummary state)
    {
        _state.ResetWrittenCount();
        StandardFormats.Summary.Write(in state, _state);
        Add(key, _state.WrittenSpan);
    }

    /// <summary>Adds a roll-up whose summary is written already.</summary>
    public void Add(RollUpKey key, ReadOnlySpan<byte> state)
    {
        if (Count == 0 || key.Client != _client)
        {
            EndClient();
            (_client, _time) = (key.Client, 0);
        }

        ShortNumbers.WriteSigned(key.Time - _time, _ofClient);
        _time = key.Time;
        ShortNumbers.Write((ulong)key.Metric, _ofClient);
        ShortNumbers.Write((ulong)Encoding.UTF8.GetByteCount(key.Currency), _ofClient);
        Encoding.UTF8.GetBytes(key.Currency, _ofClient);
        ShortNumbers.Write((ulong)state.Length, _ofClient);
        _ofClient.Write(state);
        Count++;
    }

    /// <summary>The bytes of all that was added; valid until something more is.</summary>
    public ReadOnlySpan<byte> Finish()
    {
        EndClient();
        return _bytes.WrittenSpan;
    }

    private void EndClient()
    {
        if (_ofClient.WrittenCount > 0)
        {
            ShortNumbers.Write((ulong)_client, _bytes);
            ShortNumbers.Write((ulong)_ofClient.WrittenCount, _bytes);
            _bytes.Write(_ofClient.WrittenSpan);
            _ofClient.ResetWrittenCount();
        }
    }
}
