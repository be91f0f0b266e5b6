using Microsoft.AspNetCore.Http;

namespace EventNormalization.Access;

/// <summary>Whether the caller of a request may see raw bytes.</summary>
internal sealed class PayloadRight(bool isGranted)
{
    private readonly bool _isGranted = isGranted;

    /// <summary>Whether the caller may; never, where no guard decided.</summary>
    public static bool IsGranted(HttpContext context) => context.Features.Get<PayloadRight>() is { _isGranted: true };
}
