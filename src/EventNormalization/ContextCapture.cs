using System;

namespace EventNormalization;

/// <summary>Whether awaits of the core go on in the context they came from.</summary>
/// <remarks>
/// False in production, like any library. A simulation that runs everything on one thread of its own sets the
/// AppContext switch <c>EventNormalization.CaptureContext</c> before the first use.
/// </remarks>
internal static class ContextCapture
{
    internal static readonly bool Continue =
        AppContext.TryGetSwitch("EventNormalization.CaptureContext", out var isCaptured) && isCaptured;
}
