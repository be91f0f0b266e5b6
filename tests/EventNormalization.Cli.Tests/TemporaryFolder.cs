using System;
using System.IO;

namespace EventNormalization.Cli.Tests;

/// <summary>A folder of one test, gone after it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eventnorm-");

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>A file with this content.</summary>
    public string Write(string name, string content)
    {
        File.WriteAllText(PathOf(name), content);
        return PathOf(name);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
