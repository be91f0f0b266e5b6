using System;
using System.Threading;

namespace EventNormalization.Normalization;

/// <summary>Keeps readers for reuse, at most one for each processor.</summary>
/// <remarks>Thread-safe and without locks; a reader beyond that number is made anew and dropped after use.</remarks>
internal sealed class RecordReaderPool(CompiledSchema compiled)
{
    private readonly RecordReader?[] _spare = new RecordReader?[Environment.ProcessorCount];

    public CompiledSchema Compiled => compiled;

    /// <summary>A reader for the caller alone, until it is returned.</summary>
    public RecordReader Rent()
    {
        for (var i = 0; i < _spare.Length; i++)
        {
            if (Interlocked.Exchange(ref _spare[i], null) is { } reader)
            {
                return reader;
            }
        }

        return new RecordReader(compiled);
    }

    /// <summary>Takes a reader back, and nothing of it may be used any more.</summary>
    public void Return(RecordReader reader)
    {
        for (var i = 0; i < _spare.Length; i++)
        {
            if (Interlocked.CompareExchange(ref _spare[i], reader, null) is null)
            {
                return;
            }
        }
    }
}
