using System;
using System.Threading;

namespace EventNormalization;

/// <summary>Whether awaits of the library continue on the captured context.</summary>
/// <remarks>
/// False in production, like any library. A simulation that runs everything on one thread of its own names the type of
/// its context under <c>EventNormalization.CapturedContext</c> in <see cref="AppContext"/>: awaits that begin in such a
/// context go on in it, those of the rest of the process do not.
/// </remarks>
internal static class ContextCapture
{
    private const string Name = "EventNormalization.CapturedContext";

    internal static bool IsEnabled =>
        SynchronizationContext.Current is { } context
        && AppContext.GetData(Name) is Type captured && captured.IsInstanceOfType(context);
}
