using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;

namespace EventNormalization.Cli.Input;

/// <summary>A file that the user named, or standard input where that is <c>-</c>.</summary>
internal sealed class InputFile : IDisposable
{
    /// <summary>The name of standard input.</summary>
    public const string StandardInput = "-";

    private const int EnvelopeBytesMax = 1 << 26;

    private const string StandardInputName = "(standard input)";

    private InputFile(string name, Stream stream)
    {
        Name = name;
        Stream = stream;
    }

    /// <summary>The name that messages and locations show.</summary>
    public string Name { get; }

    /// <summary>The content.</summary>
    public Stream Stream { get; }

    /// <summary>Opens what the user named.</summary>
    /// <exception cref="ToolException">It cannot be opened.</exception>
    public static InputFile Open(string name, Surroundings surroundings)
    {
        if (name == StandardInput)
        {
            return new InputFile(StandardInputName, surroundings.Input);
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
            return new InputFile(name, stream);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Unreadable(name, exception);
        }
    }

    /// <summary>Fails for the first file that is not there, before anything is done with the others.</summary>
    /// <exception cref="ToolException">A file is missing.</exception>
    public static void RequireAll(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (name != StandardInput && !File.Exists(name))
            {
                throw Unreadable(name, Directory.Exists(name)
                    ? new UnauthorizedAccessException()
                    : new FileNotFoundException());
            }
        }
    }

    /// <summary>How many bytes the files have; <see langword="null"/> if one does not say beforehand.</summary>
    public static long? LengthOf(IEnumerable<string> names)
    {
        var sum = 0L;
        foreach (var name in names)
        {
            var length = name == StandardInput ? 0 : new FileInfo(name).Length;
            if (length == 0)
            {
                return null;
            }

            sum += length;
        }

        return sum;
    }

    /// <summary>The failure that says which file could not be read, and why.</summary>
    public static ToolException Unreadable(string name, Exception exception) => new(
        exception switch
        {
            _ when name.Length == 0 => "found an empty name, expected a file.",
            _ when Directory.Exists(name) => $"{name}: it is a folder; name a file.",
            FileNotFoundException or DirectoryNotFoundException => $"{name}: there is no such file.",
            UnauthorizedAccessException => $"{name}: this user may not read it.",
            InvalidDataException => $"{name}: it begins as gzip but is damaged; its last part was not read.",
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

    /// <summary>How the file is cut into deliveries.</summary>
    /// <remarks>An envelope holds many events, so it may be longer than one event.</remarks>
    public EventReaderOptions ReaderOptions(InputFormat format, SchemaSet schemas) => ReaderOptions(format) with
    {
        EventBytesMax = schemas.Schemas.All(named => named.Schema.Envelope.IsNone)
            ? EventReaderOptions.Default.EventBytesMax
            : EnvelopeBytesMax,
    };

    /// <summary>How the file is cut into deliveries of one event each.</summary>
    public EventReaderOptions ReaderOptions(InputFormat format) => EventReaderOptions.Default with
    {
        SourceName = Name,
        Format = format switch
        {
            InputFormat.Ndjson or InputFormat.Failed => EventFormat.Ndjson,
            InputFormat.Array => EventFormat.JsonArray,
            InputFormat.Concatenated => EventFormat.Concatenated,
            _ => EventFormat.Detect,
        },
    };

    /// <summary>Passes on what is read from the file, and names the file where it cannot be read.</summary>
    /// <exception cref="ToolException">The file cannot be read.</exception>
    public async IAsyncEnumerable<T> GuardAsync<T>(IAsyncEnumerable<T> items)
    {
        var reading = items.GetAsyncEnumerator();
        await using var end = reading.ConfigureAwait(false);
        while (await MoveNextAsync(reading).ConfigureAwait(false))
        {
            yield return reading.Current;
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
