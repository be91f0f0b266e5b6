using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;

namespace EventNormalization.Cli.Output;

/// <summary>Writes the lines of events as they are read, so that neither are all in memory.</summary>
internal sealed class NormalizedOutput(EventIdentifier identifier, Stream output) : IDisposable
{
    /// <summary>
    /// How many events are read before their lines are written; errors may take more memory than events.
    /// </summary>
    private const int StepCount = 1024;

    /// <summary>How many deliveries are expanded together; each may hold many events.</summary>
    private const int DeliveryCount = 64;

    /// <summary>The approximate number of bytes that are written together.</summary>
    private const int WrittenBytes = 1 << 16;

    private readonly NormalizedLines _lines = new(identifier.Schemas);

    /// <summary>Writes the lines of all batches; each batch is disposed when its lines are written.</summary>
    public async Task WriteAsync(IAsyncEnumerable<RawEventBatch> batches, CancellationToken cancellationToken)
    {
        await foreach (var batch in batches.ConfigureAwait(false))
        {
            using var memory = batch;
            for (var rest = batch.Events; !rest.IsEmpty; rest = rest[Math.Min(DeliveryCount, rest.Length)..])
            {
                await AddAsync(rest[..Math.Min(DeliveryCount, rest.Length)], cancellationToken).ConfigureAwait(false);
            }

            await FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _lines.Dispose();

    private async ValueTask AddAsync(ReadOnlyMemory<RawEvent> deliveries, CancellationToken cancellationToken)
    {
        var records = identifier.Expand(deliveries).Records;
        for (var rest = records; !rest.IsEmpty; rest = rest[Math.Min(StepCount, rest.Length)..])
        {
            foreach (var result in identifier.IdentifyBatch(rest.Span[..Math.Min(StepCount, rest.Length)]))
            {
                _lines.Add(result);
            }

            if (_lines.Written.Length >= WrittenBytes)
            {
                await FlushAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        await output.WriteAsync(_lines.Written, cancellationToken).ConfigureAwait(false);
        _lines.Clear();
    }
}
