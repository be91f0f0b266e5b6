using System;
using System.Collections.Generic;
using System.Text;
using EventNormalization.Aggregation;
using EventNormalization.Storage;
using EventNormalization.Totals;

namespace EventNormalization.Sqlite;

/// <summary>Reads what <see cref="RollUpPack"/> wrote.</summary>
/// <param name="bytes">What it wrote.</param>
/// <param name="clients">The clients whose roll-ups are read; null for all.</param>
internal ref struct RollUpPackReader(ReadOnlySpan<byte> bytes, IReadOnlySet<long>? clients = null)
{
    private ReadOnlySpan<byte> _bytes = bytes;
    private ReadOnlySpan<byte> _ofClient;
    private ReadOnlySpan<byte> _currencyUtf8;
    private string _currency = "";
    private long _client;
    private long _time;

    /// <summary>The bytes of the summary of the roll-up that was read last.</summary>
    public ReadOnlySpan<byte> StateBytes { get; private set; }

    /// <summary>Reads the key of the next roll-up; false after the last.</summary>
    /// <exception cref="StoreCorruptedException">The bytes are no roll-ups.</exception>
    public bool TryRead(out RollUpKey key)
    {
        try
        {
            if (!FindClient())
            {
                key = default;
                return false;
            }

            _time += ShortNumbers.ReadSigned(ref _ofClient);
            var metric = (long)ShortNumbers.Read(ref _ofClient);
            var currency = Part(ref _ofClient);
            if (!currency.SequenceEqual(_currencyUtf8))
            {
                _currencyUtf8 = currency;
                _currency = Encoding.UTF8.GetString(currency);
            }

            key = new RollUpKey(_client, _time, metric, _currency);
            StateBytes = Part(ref _ofClient);
            return true;
        }
        catch (Exception error) when (error is FormatException or StoreCorruptedException)
        {
            throw Damaged(error);
        }
    }

    /// <summary>Reads the summary of the roll-up that was read last.</summary>
    /// <exception cref="StoreCorruptedException">The bytes are no summary.</exception>
    public readonly DecimalSummary ReadState()
    {
        try
        {
            return StandardFormats.Summary.Read(StateBytes);
        }
        catch (FormatException error)
        {
            throw Damaged(error);
        }
    }

    /// <summary>Goes to the next client that is asked for, where nothing more is there of the last one.</summary>
    private bool FindClient()
    {
        while (_ofClient.IsEmpty)
        {
            if (_bytes.IsEmpty)
            {
                return false;
            }

            _client = (long)ShortNumbers.Read(ref _bytes);
            var all = Part(ref _bytes);
            if (clients is null || clients.Contains(_client))
            {
                _ofClient = all;
                _time = 0;
            }
        }

        return true;
    }

    private static ReadOnlySpan<byte> Part(scoped ref ReadOnlySpan<byte> bytes)
    {
        var length = ShortNumbers.Read(ref bytes);
        if (length > (ulong)bytes.Length)
        {
            throw new FormatException("It is cut off.");
        }

        var part = bytes[..(int)length];
        bytes = bytes[(int)length..];
        return part;
    }

    private static StoreCorruptedException Damaged(Exception error) =>
        new("A roll-up is damaged: " + error.Message, error);
}
