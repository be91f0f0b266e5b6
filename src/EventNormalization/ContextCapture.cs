using System;

namespace EventNormalization;

/// <summary>Whether awaits of the library continue on the captured context.</summary>
/// <remarks>
/// False in production, as in any library. A simulation that runs everything on its own thread sets the
/// AppContext switch <c>EventNormalization.CaptureContext</c> before the first use.
/// </remarks>
internal static class ContextCapture
{
    internal static readonly bool IsEnabled =
        AppContext.TryGetSwitch("EventNormalization.CaptureContext", out var isCaptured) && isCaptured;
}
