using System;
using System.IO;
using System.Threading.Tasks;
using EventNormalization.Cli.Input;

namespace EventNormalization.Cli.Output;

/// <summary>A file that the user asked to be written, or standard output.</summary>
internal sealed class OutputFile : IAsyncDisposable
{
    private readonly bool _isOwned;

    private OutputFile(Stream stream, bool isOwned)
    {
        Stream = stream;
        _isOwned = isOwned;
    }

    public Stream Stream { get; }

    /// <summary>Creates or truncates a file; standard output for <c>-</c> or nothing.</summary>
    /// <exception cref="ToolException">It cannot be written.</exception>
    public static OutputFile Open(string? path, ToolEnvironment environment)
    {
        if (path is null or InputFile.StandardInput)
        {
            return new OutputFile(environment.Output, isOwned: false);
        }

        try
        {
            return new OutputFile(File.Create(path), isOwned: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ToolException($"{path}: it cannot be written: {exception.Message}", exception);
        }
    }

    public ValueTask DisposeAsync() => _isOwned ? Stream.DisposeAsync() : ValueTask.CompletedTask;
}
