using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;

namespace EventNormalization.Sqlite;

/// <summary>A folder for files that are not complete, which is gone in the end.</summary>
internal sealed class WorkFolder : IDisposable
{
    private readonly string _path;

    /// <summary>Makes it within another folder, so that what is complete is given its name in one step.</summary>
    public WorkFolder(string folder)
    {
        _path = Path.Combine(folder, string.Create(
            CultureInfo.InvariantCulture, $".eventnorm-{Environment.ProcessId}-{Stopwatch.GetTimestamp()}"));
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(_path);
            }
            else
            {
                Directory.CreateDirectory(_path, PrivateFile.Mode | UnixFileMode.UserExecute);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw PrivateFile.Failure(_path, error);
        }
    }

    public string PathOf(string name) => Path.Combine(_path, name);

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Directory.Delete(_path, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // What made it fail is told; what is left has a name that nobody asks for.
        }
    }
}
