using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
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

    /// <summary>The longest delivery under schemas that read several events out of one.</summary>
    private const int EnvelopeBytesMax = 1 << 26;

    /// <summary>The longest line of an export: what is kept of a delivery, in base64, and the line's frame.</summary>
    private const int ExportedBytesMax = (1 << 24) / 3 * 4 + 1024;

    /// <summary>The longest document that is read whole.</summary>
    private const int DocumentBytesMax = 1 << 25;

    private const string JsonTooLarge = "json.too_large";
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
    public static InputFile Open(string name, ToolEnvironment environment)
    {
        if (name == StandardInput)
        {
            environment.RequireInput();
            return new InputFile(StandardInputName, environment.Input);
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

    /// <summary>Throws for the first missing file, before any other is processed.</summary>
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

    /// <summary>The exception that says which file could not be read, and why.</summary>
    public static ToolException Unreadable(string name, Exception exception) => new(
        exception switch
        {
            _ when name.Length == 0 => "found an empty name, expected a file.",
            _ when Directory.Exists(name) => $"{name}: it is a folder; name a file.",
            FileNotFoundException or DirectoryNotFoundException => $"{name}: there is no such file.",
            UnauthorizedAccessException => $"{name}: this user may not read it.",
            InvalidDataException => $"{name}: {exception.Message}",
            _ => $"{name}: it cannot be read: {exception.Message}",
        },
        exception);

    /// <summary>Everything up to the end, which is one document.</summary>
    /// <exception cref="ToolException">It cannot be read, or is longer than <see cref="DocumentBytesMax"/>.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadAllAsync(CancellationToken cancellationToken)
    {
        try
        {
            var content = new ArrayBufferWriter<byte>(1 << 16);
            int length;
            do
            {
                length = await Stream.ReadAsync(content.GetMemory(1 << 16), cancellationToken).ConfigureAwait(false);
                content.Advance(length);
                RequireShort(content.WrittenCount);
            }
            while (length > 0);

            return content.WrittenMemory;
        }
        catch (IOException exception)
        {
            throw Unreadable(Name, exception);
        }
    }

    /// <summary>Fails for a document that is longer than one may be.</summary>
    /// <exception cref="ToolException">It is.</exception>
    public void RequireShort(long length)
    {
        if (length > DocumentBytesMax)
        {
            throw new ToolException(string.Create(
                CultureInfo.InvariantCulture,
                $"{Name}: {JsonTooLarge}: found more than {DocumentBytesMax} bytes, expected at most "
                    + $"{DocumentBytesMax}"));
        }
    }

    /// <summary>How the file is cut into deliveries.</summary>
    /// <remarks>An envelope holds many events, so it may be longer than one event.</remarks>
    public EventReaderOptions ReaderOptions(InputFormat format, SchemaSet schemas) =>
        format == InputFormat.Failed || schemas.Schemas.All(named => named.Schema.Envelope.IsNone)
            ? ReaderOptions(format)
            : ReaderOptions(format) with { EventBytesMax = EnvelopeBytesMax };

    /// <summary>How the file is cut into deliveries of one event each.</summary>
    public EventReaderOptions ReaderOptions(InputFormat format) => EventReaderOptions.Default with
    {
        SourceName = Name,
        Format = format is InputFormat.Ndjson or InputFormat.Failed ? EventFormat.Ndjson : EventFormat.Detect,
        EventBytesMax = format == InputFormat.Failed ? ExportedBytesMax : EventReaderOptions.Default.EventBytesMax,
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
