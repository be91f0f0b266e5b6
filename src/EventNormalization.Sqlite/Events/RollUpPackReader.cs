using System;
using System.Text;
using EventNormalization.Aggregation;
using EventNormalization.Storage;
using EventNormalization.Totals;

namespace EventNormalization.Sqlite;

/// <summary>Reads what <see cref="RollUpPack"/> wrote.</summary>
internal ref struct RollUpPackReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _bytes = bytes;
    private long _hour;

    /// <summary>Reads the next roll-up; false after the last.</summary>
    /// <exception cref="StoreCorruptedException">The bytes are no roll-ups.</exception>
    public bool TryRead(out RollUpKey key, out DecimalSummary state)
    {
        if (_bytes.IsEmpty)
        {
            (key, state) = (default, default);
            return false;
        }

        try
        {
            _hour += ShortNumbers.ReadSigned(ref _bytes);
            var (client, metric) = ((long)ShortNumbers.Read(ref _bytes), (long)ShortNumbers.Read(ref _bytes));
            key = new RollUpKey(_hour, client, metric, Encoding.UTF8.GetString(Part()));
            state = ReadState();
            return true;
        }
        catch (Exception error) when (error is FormatException or OverflowException or StoreCorruptedException)
        {
            throw new StoreCorruptedException("A change of the roll-ups is damaged: " + error.Message, error);
        }
    }

    private DecimalSummary ReadState()
    {
        var count = checked((long)ShortNumbers.Read(ref _bytes));
        if (count > 1)
        {
            return new DecimalSummary
            {
                Count = count,
                Sum = StandardFormats.Sum.Read(Part()),
                Min = StandardFormats.Extreme.Read(Part()),
                Max = StandardFormats.Extreme.Read(Part()),
            };
        }

        var single = default(DecimalSummary);
        single.Add(StandardFormats.Extreme.Read(Part()).Value ?? throw new FormatException("An amount is missing."));
        return single;
    }

    private ReadOnlySpan<byte> Part()
    {
        var length = ShortNumbers.Read(ref _bytes);
        if (length > (ulong)_bytes.Length)
        {
            throw new FormatException("It is cut off.");
        }

        var part = _bytes[..(int)length];
        _bytes = _bytes[(int)length..];
        return part;
    }
}
