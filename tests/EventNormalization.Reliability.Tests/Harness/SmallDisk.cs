using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using EventNormalization.Cli.Tests;

namespace EventNormalization.Reliability.Tests.Harness;

/// <summary>A file system of its own in memory, which can be full or closed to writers.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private SmallDisk()
    {
    }

    private string Root => _folder.PathOf("disk");

    public static async Task<SmallDisk> MountAsync(string size)
    {
        var disk = new SmallDisk();
        Directory.CreateDirectory(disk.Root);
        await RunAsync("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", disk.Root);
        return disk;
    }

    public string PathOf(string name) => Path.Combine(Root, name);

    public Task ResizeAsync(string size) => RunAsync("mount", "-o", "remount,size=" + size, Root);

    public Task CloseToWritersAsync() => RunAsync("mount", "-o", "remount,ro", Root);

    public Task OpenToWritersAsync() => RunAsync("mount", "-o", "remount,rw", Root);

    public void Dispose()
    {
        using (var unmount = Process.Start("umount", [Root]))
        {
            unmount.WaitForExit();
        }

        _folder.Dispose();
    }

    /// <summary>Runs a program of the system's.</summary>
    public static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            var call = $"{program} {string.Join(' ', arguments)}";
            throw new InvalidOperationException($"{call} ended with {process.ExitCode}.");
        }
    }
}
