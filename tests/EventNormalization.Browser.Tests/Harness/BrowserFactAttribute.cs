using System;
using Xunit;

namespace EventNormalization.Browser.Tests.Harness;

/// <summary>A test in a browser; without one it is skipped and says why.</summary>
/// <remarks>With <c>EN_DEMAND_TOOLS=1</c> nothing is skipped: a browser that is missing fails the test.</remarks>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Chromium.Missing;
}

/// <summary>The same for a test with rows.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Chromium.Missing;
}
