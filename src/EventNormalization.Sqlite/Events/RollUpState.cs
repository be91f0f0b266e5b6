using System;
using System.Buffers;
using System.Collections.Immutable;
using EventNormalization.Aggregation;
using EventNormalization.Storage;
using EventNormalization.Totals;

namespace EventNormalization.Sqlite;

/// <summary>What the standard measures know of some events, as the aggregators of the library keep it.</summary>
internal struct RollUpState
{
    /// <summary>The measures whose states roll-ups keep, in the order of their columns.</summary>
    public static readonly ImmutableArray<Measure> Measures =
        [Totals.Measures.Count, Totals.Measures.Sum, Totals.Measures.Min, Totals.Measures.Max];

    private static readonly IAggregator<decimal, long, long> Counting = Aggregators.Count<decimal>();

    private static readonly IAggregator<decimal, SumState, AggregateResult<decimal>> Summing =
        Aggregators.Sum<decimal>(amount => amount);

    private static readonly IAggregator<decimal, decimal?, decimal?> Least = Aggregators.Min<decimal>(amount => amount);

    private static readonly IAggregator<decimal, decimal?, decimal?> Greatest =
        Aggregators.Max<decimal>(amount => amount);

    private long _count;
    private SumState _sum;
    private decimal? _min;
    private decimal? _max;

    public void Add(decimal amount)
    {
        Counting.Add(ref _count, amount);
        Summing.Add(ref _sum, amount);
        Least.Add(ref _min, amount);
        Greatest.Add(ref _max, amount);
    }

    public void Merge(in RollUpState other)
    {
        Counting.Merge(ref _count, other._count);
        Summing.Merge(ref _sum, other._sum);
        Least.Merge(ref _min, other._min);
        Greatest.Merge(ref _max, other._max);
    }

    /// <summary>Reads the states from the four columns that begin with the count.</summary>
    /// <exception cref="StoreCorruptedException">The columns hold no states.</exception>
    public static RollUpState Read(SqliteStatement row, int column)
    {
        try
        {
            return new()
            {
                _count = row.ReadNumber(column),
                _sum = StandardFormats.Sum.Read(row.ReadBytes(column + 1)),
                _min = StandardFormats.Extreme.Read(row.ReadBytes(column + 2)),
                _max = StandardFormats.Extreme.Read(row.ReadBytes(column + 3)),
            };
        }
        catch (FormatException error)
        {
            throw new StoreCorruptedException("A roll-up is damaged: " + error.Message, error);
        }
    }

    /// <summary>Binds the states to the four parameters that begin with the count.</summary>
    public readonly void Bind(SqliteStatement statement, int parameter, ArrayBufferWriter<byte> bytes)
    {
        statement.Bind(parameter, _count);
        for (var measure = 1; measure < Measures.Length; measure++)
        {
            bytes.ResetWrittenCount();
            Write(measure, bytes);
            statement.Bind(parameter + measure, bytes.WrittenSpan);
        }
    }

    /// <summary>The state of one of <see cref="Measures"/> alone.</summary>
    public readonly MeasureState ToState(int measure)
    {
        var bytes = new ArrayBufferWriter<byte>();
        Write(measure, bytes);
        var state = Measures[measure].NewState();
        state.Merge(bytes.WrittenSpan);
        return state;
    }

    private readonly void Write(int measure, ArrayBufferWriter<byte> bytes)
    {
        switch (measure)
        {
            case 0:
                StandardFormats.Count.Write(in _count, bytes);
                break;
            case 1:
                StandardFormats.Sum.Write(in _sum, bytes);
                break;
            case 2:
                StandardFormats.Extreme.Write(in _min, bytes);
                break;
            case 3:
                StandardFormats.Extreme.Write(in _max, bytes);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(measure), measure, "There are four measures.");
        }
    }
}
