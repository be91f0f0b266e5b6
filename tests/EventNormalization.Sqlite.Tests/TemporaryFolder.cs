using System;
using System.IO;

namespace EventNormalization.Sqlite.Tests;

/// <summary>A folder of its own, which is gone in the end.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("eventnorm-").FullName;

    public string PathOf(string name) => Path.Combine(_path, name);

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
