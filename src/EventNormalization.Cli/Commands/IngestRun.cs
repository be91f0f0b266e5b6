using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Cli.Input;
using EventNormalization.Cli.Output;
using EventNormalization.Pipeline;

namespace EventNormalization.Cli.Commands;

/// <summary>Ingests the files one after the other, and tracks progress.</summary>
internal sealed class IngestRun(EventPipeline pipeline, IngestPlan plan, ToolEnvironment environment)
{
    private readonly long _startedAt = environment.Time.GetTimestamp();

    /// <summary>What became of the deliveries so far.</summary>
    public IngestCounts Counts { get; } = new();

    /// <summary>Lines of exports that could not be read.</summary>
    public UnreadableLines Unreadable { get; } = new();

    /// <summary>How many bytes of the files were read.</summary>
    public long BytesRead { get; private set; }

    /// <summary>How many bytes there are; <see langword="null"/> if a file does not say beforehand.</summary>
    public long? BytesInAll { get; } = InputFile.LengthOf(plan.Files);

    public TimeSpan Elapsed => environment.Time.GetElapsedTime(_startedAt);

    /// <summary>
    /// Ingests all files; a cancellation takes effect after a batch, so that what was stored is also counted.
    /// </summary>
    public async Task ReadAsync(ProgressCallback onProgress, CancellationToken cancellationToken)
    {
        foreach (var name in plan.Files)
        {
            using var file = InputFile.Open(name, environment);
            var bytesBefore = BytesRead;
            await foreach (var batch in file.GuardAsync(Batches(file)).ConfigureAwait(false))
            {
                Add(batch.Results);
                BytesRead = bytesBefore + batch.BytesRead;
                onProgress(BytesRead, Words());
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    private string Words()
    {
        var rate = Counts.Received / Math.Max(Elapsed.TotalSeconds, 0.001);
        return string.Create(CultureInfo.InvariantCulture, $"{Counts.Received:N0} deliveries, {rate:N0} a second");
    }

    private IAsyncEnumerable<IngestedBatch> Batches(InputFile file) => plan.Format == InputFormat.Failed
        ? new FailedExportReader(pipeline, environment.Time, Unreadable).ReadAsync(file)
        : pipeline.IngestStreamAsync(file.Stream, file.ReaderOptions(plan.Format, plan.Schema));

    private void Add(IReadOnlyList<IngestResult> results)
    {
        foreach (var result in results)
        {
            Counts.Add(result);
        }
    }
}
