using System;
using System.IO;
using System.Linq;
using Xunit;

namespace EventNormalization.Tests.Normalization.Timestamps;

/// <summary>A test that needs a tool of the machine; without it the test is skipped and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ToolFactAttribute : FactAttribute
{
    public ToolFactAttribute(string tool)
    {
        Tool = tool;
        var folders = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [];
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, tool))))
        {
            Skip = $"The tool '{tool}' is not on the PATH of this machine.";
        }
    }

    public string Tool { get; }
}
