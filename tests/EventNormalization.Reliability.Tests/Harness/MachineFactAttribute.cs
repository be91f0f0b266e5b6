using System;
using System.IO;
using System.Linq;
using Xunit;

namespace EventNormalization.Reliability.Tests.Harness;

/// <summary>A test that needs root and programs of Linux; without them it is skipped and says why.</summary>
/// <remarks>With <c>EN_DEMAND_TOOLS=1</c> nothing is skipped: what is missing fails the test.</remarks>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MachineFactAttribute : FactAttribute
{
    public MachineFactAttribute(params string[] programs) => Skip = Machine.FindMissing(programs);
}

/// <summary>The same for a test with rows.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MachineTheoryAttribute : TheoryAttribute
{
    public MachineTheoryAttribute(params string[] programs) => Skip = Machine.FindMissing(programs);
}

/// <summary>What this machine has.</summary>
internal static class Machine
{
    /// <summary>Why a test that needs these programs, as root, cannot run here; null if it can, or must.</summary>
    public static string? FindMissing(string[] programs)
    {
        if (Environment.GetEnvironmentVariable("EN_DEMAND_TOOLS") == "1")
        {
            return null;
        }

        var folders = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [];
        var missing = programs.Where(program => !folders.Any(folder => File.Exists(Path.Combine(folder, program))));
        return !OperatingSystem.IsLinux() ? "Only Linux has the means to cause this fault."
            : !Environment.IsPrivilegedProcess ? $"It needs root, to use {string.Join(", ", programs)}."
            : missing.FirstOrDefault() is { } program ? $"The program '{program}' is not on the PATH of this machine."
            : null;
    }
}
