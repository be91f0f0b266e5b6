namespace EventNormalization.Aggregation;

/// <summary>Count, exact sum, least and greatest of decimals: the states of these aggregators side by side.</summary>
/// <remarks>
/// <para>It adds and merges as <see cref="Aggregators"/> do, each state for itself, but looks at a decimal once for all
/// of them. So it is the form in which totals and stores keep what they know of amounts.</para>
/// <para><c>default</c> is the summary of no decimal.</para>
/// </remarks>
public struct DecimalSummary
{
    private long _count;
    private SumState _sum;
    private ExtremeState _least;
    private ExtremeState _greatest;

    /// <summary>How many decimals there are.</summary>
    public long Count
    {
        readonly get => _count;
        init => _count = value;
    }

    /// <summary>Their exact sum.</summary>
    public SumState Sum
    {
        readonly get => _sum;
        init => _sum = value;
    }

    /// <summary>The least of them.</summary>
    public ExtremeState Min
    {
        readonly get => _least;
        init => _least = value;
    }

    /// <summary>The greatest of them.</summary>
    public ExtremeState Max
    {
        readonly get => _greatest;
        init => _greatest = value;
    }

    /// <summary>Takes one more decimal into count, sum, least and greatest.</summary>
    /// <param name="value">Any decimal; its scale means nothing.</param>
    public void Add(decimal value)
    {
        default(CountAggregator<decimal>).Add(ref _count, value);
        if (DecimalUnits.TryGet(value, out var units))
        {
            SumAggregator.AddUnits(ref _sum, units);
            MinAggregator.AddUnits(ref _least, units);
            MaxAggregator.AddUnits(ref _greatest, units);
        }
        else
        {
            default(SumAggregator).Add(ref _sum, value);
            default(MinAggregator).Add(ref _least, value);
            default(MaxAggregator).Add(ref _greatest, value);
        }
    }

    /// <summary>Adds the decimals of another summary; it stays as it is.</summary>
    /// <param name="other">Read only.</param>
    public void Merge(in DecimalSummary other)
    {
        default(CountAggregator<decimal>).Merge(ref _count, other._count);
        default(SumAggregator).Merge(ref _sum, other._sum);
        default(MinAggregator).Merge(ref _least, other._least);
        default(MaxAggregator).Merge(ref _greatest, other._greatest);
    }

    internal static ref long CountIn(ref DecimalSummary summary) => ref summary._count;

    internal static ref SumState SumIn(ref DecimalSummary summary) => ref summary._sum;

    internal static ref ExtremeState MinIn(ref DecimalSummary summary) => ref summary._least;

    internal static ref ExtremeState MaxIn(ref DecimalSummary summary) => ref summary._greatest;
}
