using System.Collections.Generic;

namespace EventNormalization.Sqlite;

/// <summary>Times of a level, such as hours or days counted from 1970, as ranges in their order.</summary>
internal sealed class TimeRanges
{
    private readonly List<TimeRange> _ranges = [];
    private int _last;

    public IReadOnlyList<TimeRange> Ranges => _ranges;

    public static TimeRanges Of(long first, long end)
    {
        var ranges = new TimeRanges();
        ranges.Add(first, end);
        return ranges;
    }

    /// <summary>Adds times after those added before; none where the end is not after the first.</summary>
    public void Add(long first, long end)
    {
        if (first >= end)
        {
            return;
        }

        if (_ranges.Count > 0 && _ranges[^1].End >= first)
        {
            _ranges[^1] = _ranges[^1] with { End = end };
        }
        else
        {
            _ranges.Add(new TimeRange(first, end));
        }
    }

    /// <summary>Whether a time is in one of the ranges; cheap where times come in their order.</summary>
    public bool Contains(long time)
    {
        if (_ranges.Count == 0)
        {
            return false;
        }

        if (_ranges[_last].Contains(time))
        {
            return true;
        }

        var (low, high) = (0, _ranges.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = _ranges[middle].First <= time ? (middle, high) : (low, middle - 1);
        }

        _last = low;
        return _ranges[low].Contains(time);
    }

    /// <summary>The stretches of a fixed length that the times lie in, counted from 1970.</summary>
    public TimeRanges InStretchesOf(long length)
    {
        var stretches = new TimeRanges();
        foreach (var range in _ranges)
        {
            stretches.Add(
                RollUpLevel.FloorDivide(range.First, length), RollUpLevel.FloorDivide(range.End - 1, length) + 1);
        }

        return stretches;
    }
}
