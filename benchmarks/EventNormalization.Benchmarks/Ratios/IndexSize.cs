using System;

namespace EventNormalization.Benchmarks.Ratios;

/// <summary>The memory that an index of ids takes.</summary>
internal sealed class IndexSize
{
    /// <summary>Which index.</summary>
    public required string Name { get; init; }

    /// <summary>How many ids it holds.</summary>
    public required int Keys { get; init; }

    /// <summary>Bytes it holds for each, everything included.</summary>
    public required double BytesPerKey { get; init; }

    /// <summary>Fills an index and weighs what stays.</summary>
    public static IndexSize Weigh(string name, int keys, Func<int, object> fill)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var index = fill(keys);
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(index);
        return new IndexSize { Name = name, Keys = keys, BytesPerKey = held / (double)keys };
    }
}
