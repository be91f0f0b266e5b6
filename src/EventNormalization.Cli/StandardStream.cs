using System;
using System.Globalization;
using System.IO;
using System.Linq;

namespace EventNormalization.Cli;

/// <summary>Detects whether a standard stream was closed by whoever started the process.</summary>
/// <remarks>
/// The runtime opens files and pipes of its own before the tool runs, and the system gives them the lowest free
/// numbers: under a number that was closed the tool would read, or even write, what is the runtime's.
/// </remarks>
internal static class StandardStream
{
    private const string Descriptors = "/proc/self/fd";
    private const string States = "/proc/self/fdinfo";
    private const string Flags = "flags:";

    /// <summary>Whether the process was started with standard input open.</summary>
    public static bool IsInputOpen() => IsOpen(0, FileAccess.Read);

    /// <summary>Whether the process was started with standard output or standard error, 1 or 2, open.</summary>
    public static bool IsOutputOpen(int descriptor) => IsOpen(descriptor, FileAccess.Write);

    private static bool IsOpen(int descriptor, FileAccess access)
    {
        if (!OperatingSystem.IsLinux() || !Directory.Exists(States))
        {
            return true;
        }

        var name = descriptor.ToString(CultureInfo.InvariantCulture);
        return TargetOf(name) is { } target
            && IsGivenBySomebody(target)
            && AccessOf(name).HasFlag(access)
            && !(target.StartsWith("pipe:", StringComparison.Ordinal) && IsOtherEndHere(target, access));
    }

    private static bool IsGivenBySomebody(string target) =>
        !target.StartsWith("anon_inode:", StringComparison.Ordinal)
        && !target.StartsWith("/memfd:", StringComparison.Ordinal)
        && !target.EndsWith(".dll", StringComparison.Ordinal);

    /// <summary>Whether the other end of a pipe belongs to this process: then nobody else gave it.</summary>
    private static bool IsOtherEndHere(string pipe, FileAccess access) =>
        Directory.EnumerateFileSystemEntries(Descriptors).Select(path => Path.GetFileName(path))
            .Any(name => TargetOf(name) == pipe && !AccessOf(name).HasFlag(access));

    private static string? TargetOf(string name)
    {
        try
        {
            return new FileInfo(Path.Combine(Descriptors, name)).LinkTarget;
        }
        catch (IOException)
        {
            // It was closed in the meantime.
            return null;
        }
    }

    private static FileAccess AccessOf(string name)
    {
        try
        {
            var line = File.ReadLines(Path.Combine(States, name))
                .First(line => line.StartsWith(Flags, StringComparison.Ordinal));

            // An octal number; the last digit has the access in two bits.
            return ((line[^1] - '0') & 3) switch
            {
                0 => FileAccess.Read,
                1 => FileAccess.Write,
                _ => FileAccess.ReadWrite,
            };
        }
        catch (IOException)
        {
            return default;
        }
    }
}
