using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Ingestion;

namespace EventNormalization.Cli.Input;

/// <summary>A file that the user named, or standard input where that is <c>-</c>.</summary>
internal sealed class InputFile : IDisposable
{
    /// <summary>The name of standard input.</summary>
    public const string StandardInput = "-";

    private const string StandardInputName = "(standard input)";

    private InputFile(string name, Stream stream, long? length)
    {
        Name = name;
        Stream = stream;
        Length = length;
    }

    /// <summary>The name that messages and locations show.</summary>
    public string Name { get; }

    /// <summary>The content.</summary>
    public Stream Stream { get; }

    /// <summary>How many bytes it has, if that is known beforehand.</summary>
    public long? Length { get; }

    /// <summary>Opens what the user named.</summary>
    /// <exception cref="ToolException">It cannot be opened.</exception>
    public static InputFile Open(string name, Surroundings surroundings)
    {
        if (name == StandardInput)
        {
            return new InputFile(StandardInputName, surroundings.Input, null);
        }

        try
        {
            var stream = new FileStream(name, new FileStreamOptions
            {
                Access = FileAccess.Read,
                Share = FileShare.ReadWrite | FileShare.Delete,
                Options = FileOptions.SequentialScan,
                BufferSize = 0,
            });
            return new InputFile(name, stream, stream.CanSeek ? stream.Length : null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Unreadable(name, exception);
        }
    }

    /// <summary>The failure that says which file could not be read, and why.</summary>
    public static ToolException Unreadable(string name, Exception exception) => new(
        exception switch
        {
            FileNotFoundException or DirectoryNotFoundException => $"{name}: there is no such file.",
            UnauthorizedAccessException when Directory.Exists(name) => $"{name}: it is a folder; name a file.",
            UnauthorizedAccessException => $"{name}: this user may not read it.",
            InvalidDataException => $"{name}: it begins as gzip but is damaged; what came before was read.",
            _ => $"{name}: it cannot be read: {exception.Message}",
        },
        exception);

    /// <summary>Everything up to the end.</summary>
    /// <exception cref="ToolException">It cannot be read.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadAllAsync(CancellationToken cancellationToken)
    {
        try
        {
            var content = new MemoryStream();
            await Stream.CopyToAsync(content, cancellationToken).ConfigureAwait(false);
            return content.GetBuffer().AsMemory(0, checked((int)content.Length));
        }
        catch (IOException exception)
        {
            throw Unreadable(Name, exception);
        }
    }

    /// <summary>The deliveries of the file, in batches.</summary>
    /// <exception cref="ToolException">It cannot be read.</exception>
    public async IAsyncEnumerable<RawEventBatch> ReadEventsAsync(
        TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = new EventReader(EventReaderOptions.Default with { SourceName = Name }, time);
        var batches = reader.ReadAsync(Stream, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using var end = batches.ConfigureAwait(false);
        while (await MoveNextAsync(batches).ConfigureAwait(false))
        {
            yield return batches.Current;
        }
    }

    public void Dispose()
    {
        // Standard input belongs to the process.
        if (Name != StandardInputName)
        {
            Stream.Dispose();
        }
    }

    private async ValueTask<bool> MoveNextAsync<T>(IAsyncEnumerator<T> items)
    {
        try
        {
            return await items.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw Unreadable(Name, exception);
        }
    }
}
