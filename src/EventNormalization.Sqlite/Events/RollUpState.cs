using System;
using EventNormalization.Aggregation;
using EventNormalization.Storage;

namespace EventNormalization.Sqlite;

/// <summary>Count, sum, least and greatest amount of some events.</summary>
internal struct RollUpState
{
    public long Count { get; private set; }

    public ExactSum Sum { get; private set; }

    public decimal Min { get; private set; }

    public decimal Max { get; private set; }

    public void Add(decimal amount)
    {
        Min = Count == 0 ? amount : Math.Min(Min, amount);
        Max = Count == 0 ? amount : Math.Max(Max, amount);
        Sum = Sum.Add(amount);
        Count++;
    }

    public void Merge(in RollUpState other)
    {
        Min = Count == 0 ? other.Min : Math.Min(Min, other.Min);
        Max = Count == 0 ? other.Max : Math.Max(Max, other.Max);
        Sum = Sum.Merge(other.Sum);
        Count += other.Count;
    }

    public readonly TotalsRollUp ToRollUp(string clientId, string metric, string currency) => new()
    {
        ClientId = clientId,
        Metric = metric,
        Currency = currency.Length == 0 ? null : currency,
        Count = Count,
        Sum = Sum,
        Min = Min,
        Max = Max,
    };

    /// <summary>Reads count, sum, min and max from four columns.</summary>
    public static RollUpState Read(SqliteStatement row, int column) => new()
    {
        Count = row.ReadNumber(column),
        Sum = ReadSum(row.ReadBytes(column + 1)),
        Min = AmountColumn.Read(row.ReadBytes(column + 2)),
        Max = AmountColumn.Read(row.ReadBytes(column + 3)),
    };

    /// <summary>Binds count, sum, min and max to four parameters.</summary>
    public readonly void Bind(SqliteStatement statement, int parameter)
    {
        Span<byte> sum = stackalloc byte[ExactSum.ByteCount];
        Sum.WriteTo(sum);
        statement.Bind(parameter, Count).Bind(parameter + 1, WithoutSignBytes(sum));
        AmountColumn.Bind(statement, parameter + 2, Min);
        AmountColumn.Bind(statement, parameter + 3, Max);
    }

    /// <summary>Drops leading bytes that only repeat the sign; most sums need half of the 32.</summary>
    private static ReadOnlySpan<byte> WithoutSignBytes(ReadOnlySpan<byte> sum)
    {
        var sign = (sum[0] & 0x80) != 0 ? (byte)0xFF : (byte)0;
        var start = 0;
        while (start < sum.Length - 1 && sum[start] == sign && ((sum[start + 1] ^ sign) & 0x80) == 0)
        {
            start++;
        }

        return sum[start..];
    }

    private static ExactSum ReadSum(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is 0 or > ExactSum.ByteCount)
        {
            throw new StoreCorruptedException("The sum of a roll-up is damaged.");
        }

        Span<byte> sum = stackalloc byte[ExactSum.ByteCount];
        sum.Fill((bytes[0] & 0x80) != 0 ? (byte)0xFF : (byte)0);
        bytes.CopyTo(sum[^bytes.Length..]);
        return ExactSum.ReadFrom(sum);
    }
}
