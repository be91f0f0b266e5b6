using System;
using System.IO;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;

namespace EventNormalization.Cli.Output;

/// <summary>How the events of a file were read: each below its location, unless it is the only one.</summary>
internal sealed class Explanations(Stream output, int width) : IDisposable
{
    private readonly MemoryStream _first = new();
    private SourceLocation _firstPlace;
    private long _count;

    /// <summary>Writes how an event was read; the first one waits until it is known whether it stays alone.</summary>
    public async Task AddAsync(RawEvent record, IdentificationResult result)
    {
        _count++;
        if (_count == 1)
        {
            _firstPlace = record.Location;
            await Explanation.WriteAsync(record, result, width, _first).ConfigureAwait(false);
            return;
        }

        if (_count == 2)
        {
            await WriteHeadingAsync(_firstPlace).ConfigureAwait(false);
            await WriteFirstAsync().ConfigureAwait(false);
        }

        await WriteHeadingAsync(record.Location).ConfigureAwait(false);
        await Explanation.WriteAsync(record, result, width, output).ConfigureAwait(false);
    }

    /// <summary>Writes what still waits; whether there was an event at all.</summary>
    public async Task<bool> EndAsync()
    {
        if (_count == 1)
        {
            await WriteFirstAsync().ConfigureAwait(false);
        }

        return _count > 0;
    }

    public void Dispose() => _first.Dispose();

    private Task WriteHeadingAsync(SourceLocation place) =>
        ResultText.WriteAsync(output, TerminalText.Escape(place.ToString()) + "\n");

    private async Task WriteFirstAsync()
    {
        _first.Position = 0;
        await _first.CopyToAsync(output).ConfigureAwait(false);
        await output.FlushAsync().ConfigureAwait(false);
    }
}
