using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace EventNormalization.Cli.Workloads;

/// <summary>Writes a workload: deliveries as they come in real life, made of a seed.</summary>
/// <remarks>
/// The same numbers give the same bytes on every machine. Memory does not grow with the number of lines.
/// </remarks>
internal static class WorkloadWriter
{
    private const int ChunkBytes = 1 << 17;

    /// <summary>Writes all lines (NDJSON, UTF-8, each ended by LF); returns what they hold.</summary>
    /// <param name="deliveries">How many lines; from 0 to <see cref="WorkloadLines.DeliveriesMax"/>.</param>
    /// <param name="seed">Another seed gives other events.</param>
    /// <param name="destination">Takes the lines. It is flushed and stays open.</param>
    /// <param name="cancellationToken">Ends the writing early, between two chunks.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="deliveries"/> is out of range.</exception>
    public static async Task<WorkloadTruth> WriteAsync(
        long deliveries, ulong seed, Stream destination, CancellationToken cancellationToken = default) =>
        await WriteAsync(new WorkloadLines(deliveries, seed), destination, cancellationToken).ConfigureAwait(false);

    /// <summary>Writes all lines that are left; returns what they hold.</summary>
    public static async Task<WorkloadTruth> WriteAsync(
        WorkloadLines lines, Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var chunk = new LineText();
        while (lines.TryAppend(chunk))
        {
            if (chunk.Length >= ChunkBytes)
            {
                await destination.WriteAsync(chunk.WrittenMemory, cancellationToken).ConfigureAwait(false);
                chunk.Truncate(0);
            }
        }

        await destination.WriteAsync(chunk.WrittenMemory, cancellationToken).ConfigureAwait(false);
        await destination.FlushAsync(cancellationToken).ConfigureAwait(false);
        return lines.Truth;
    }
}
