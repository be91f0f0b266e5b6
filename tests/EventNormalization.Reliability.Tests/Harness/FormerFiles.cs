using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace EventNormalization.Reliability.Tests.Harness;

/// <summary>The files of a store before a process opened it, and what was acknowledged by then.</summary>
internal sealed class FormerFiles
{
    private readonly Dictionary<string, byte[]> _contents;

    private FormerFiles(Dictionary<string, byte[]> contents, string acknowledgement)
    {
        _contents = contents;
        Acknowledgement = acknowledgement;
    }

    /// <summary>The line of it; empty if there was nothing.</summary>
    public string Acknowledgement { get; }

    /// <summary>Keeps the files of a folder as they are now.</summary>
    public static FormerFiles Of(string folder, string acknowledgement) => new(
        Directory.GetFiles(folder, "s.db*").ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes),
        acknowledgement);

    public byte[]? Find(string path) => _contents.GetValueOrDefault(Path.GetFileName(path));

    public void WriteTo(string folder)
    {
        foreach (var (name, content) in _contents)
        {
            File.WriteAllBytes(Path.Combine(folder, name), content);
        }
    }
}
