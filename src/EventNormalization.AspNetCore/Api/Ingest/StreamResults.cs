using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Api.Wire;
using EventNormalization.Pipeline;
using Microsoft.AspNetCore.Http;

namespace EventNormalization.Api.Ingest;

/// <summary>The results of a stream on their way to the client, which may read them late.</summary>
/// <remarks>One caller writes; what is sent meanwhile is its own matter.</remarks>
internal sealed class StreamResults : IAsyncDisposable
{
    private const int ChunkBytes = 1 << 16;

    private readonly HttpContext _context;
    private readonly ApiLimits _limits;
    private readonly TimeProvider _time;
    private readonly ResultSpool _spool;
    private readonly ArrayBufferWriter<byte> _lines = new(ChunkBytes);
    private readonly IngestResultWriter _writer;
    private Task _sending = Task.CompletedTask;
    private long _sentBytes;

    public StreamResults(HttpContext context, ApiLimits limits, TimeProvider time)
    {
        (_context, _limits, _time) = (context, limits, time);
        _spool = new ResultSpool(limits.UnreadBytesMax, limits.UnreadFolder, limits.UnreadMemoryBytesMax);
        _writer = new IngestResultWriter(_lines);
    }

    /// <summary>The last line that has a result; 0 if none has.</summary>
    public long LastLine { get; private set; }

    /// <summary>Whether the stream ends since neither store could keep what came next.</summary>
    public bool EndsNotKept { get; set; }

    /// <summary>Why results could not be put aside for a client that reads late; null if they could.</summary>
    public Exception? SpoolFailure { get; private set; }

    /// <summary>Begins to send what is written from now on.</summary>
    public void Start() => _sending = SendAsync();

    /// <summary>Writes results; false if too many wait to be read.</summary>
    public async ValueTask<bool> TryWriteAsync(IReadOnlyList<IngestResult> results)
    {
        for (var i = 0; i < results.Count; i++)
        {
            _writer.WriteLine(results[i]);
            if ((_lines.WrittenCount >= ChunkBytes || i == results.Count - 1)
                && !await TryPassOnAsync(results[i].Location.LineNumber).ConfigureAwait(false))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Sends what is left, and how the stream ended if that was before its end.</summary>
    public async ValueTask EndAsync(ApiProblem? problem)
    {
        if (LastLine == 0 && problem is not null)
        {
            _spool.End(default);
            await _sending.ConfigureAwait(false);
            await ProblemResponse.WriteAsync(_context, problem).ConfigureAwait(false);
            return;
        }

        _spool.End(EndsNotKept || problem is not null ? LastLineOf(problem) : default);
        await WaitForReaderAsync().ConfigureAwait(false);
        if (!_context.Response.HasStarted)
        {
            BeginResponse();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _writer.Dispose();
        await _spool.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask<bool> TryPassOnAsync(long line)
    {
        try
        {
            if (!await _spool.TryWriteAsync(_lines.WrittenMemory).ConfigureAwait(false))
            {
                return false;
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            SpoolFailure = failure;
            return false;
        }

        _lines.ResetWrittenCount();
        LastLine = line;
        return true;
    }

    private async Task SendAsync()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            for (var count = 1; count > 0;)
            {
                count = await _spool.ReadAsync(buffer).ConfigureAwait(false);
                if (!await TrySendAsync(count > 0 ? buffer.AsMemory(0, count) : _spool.Last).ConfigureAwait(false))
                {
                    // The client has gone: what it did not read is not acknowledged. The reading ends by itself.
                    return;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async ValueTask<bool> TrySendAsync(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return true;
        }

        if (!_context.Response.HasStarted)
        {
            BeginResponse();
        }

        try
        {
            await _context.Response.Body.WriteAsync(bytes, _context.RequestAborted).ConfigureAwait(false);
            await _context.Response.Body.FlushAsync(_context.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            return false;
        }

        Interlocked.Add(ref _sentBytes, bytes.Length);
        return true;
    }

    private void BeginResponse()
    {
        _context.Response.StatusCode = StatusCodes.Status200OK;
        _context.Response.ContentType = RequestMediaType.Ndjson;
        JsonResponse.Protect(_context.Response);
    }

    /// <summary>Waits as long as the client reads at all.</summary>
    private async ValueTask WaitForReaderAsync()
    {
        while (true)
        {
            var before = Interlocked.Read(ref _sentBytes);
            try
            {
                await _sending.WaitAsync(_limits.UnreadTimeMax, _time).ConfigureAwait(false);
                return;
            }
            catch (TimeoutException)
            {
                if (before == Interlocked.Read(ref _sentBytes))
                {
                    _context.Abort();
                    await _sending.ConfigureAwait(false);
                    return;
                }
            }
        }
    }

    /// <summary>The line that ends the answer; its number is the first that has no answer.</summary>
    private ReadOnlyMemory<byte> LastLineOf(ApiProblem? problem)
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(bytes, ApiJson.OneLine))
        {
            json.WriteStartObject();
            json.WriteString("outcome"u8, EndsNotKept ? "not_kept"u8 : "stopped"u8);
            json.WriteNumber("line"u8, LastLine + 1);
            if (problem is not null)
            {
                json.WriteString("code"u8, problem.Code);
                json.WriteString("detail"u8, problem.Detail);
            }

            json.WriteEndObject();
        }

        bytes.Write("\n"u8);
        return bytes.WrittenMemory;
    }
}
