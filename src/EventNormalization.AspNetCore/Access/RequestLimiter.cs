using System;
using System.Security.Claims;
using System.Threading.RateLimiting;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EventNormalization.Access;

/// <summary>Limits how many requests are served a second: of one caller, and of all.</summary>
internal sealed class RequestLimiter(IOptions<EventAccessOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext>? _limiter = Create(options.Value);

    /// <summary>Why a request is too much; null if it is not.</summary>
    public static async ValueTask<AccessRefusal?> RefusalOfAsync(HttpContext context)
    {
        if (context.RequestServices.GetService<RequestLimiter>()?._limiter is not { } limiter)
        {
            return null;
        }

        using var lease = await limiter.AcquireAsync(context, 1, context.RequestAborted).ConfigureAwait(false);
        return lease.IsAcquired
            ? null
            : new AccessRefusal(
                StatusCodes.Status429TooManyRequests,
                "access.rate",
                "Too many requests; nothing of this one was read. Send it again later.")
            {
                RetryAfter = lease.TryGetMetadata(MetadataName.RetryAfter, out var delay)
                    ? delay
                    : TimeSpan.FromSeconds(1),
            };
    }

    public void Dispose() => _limiter?.Dispose();

    private static PartitionedRateLimiter<HttpContext>? Create(EventAccessOptions options) =>
        (options.CallerRequestsPerSecondMax, options.RequestsPerSecondMax) switch
        {
            (null, null) => null,
            (int each, null) => ByCaller(each),
            (null, int all) => OfAll(all),
            (int each, int all) => PartitionedRateLimiter.CreateChained(ByCaller(each), OfAll(all)),
        };

    private static PartitionedRateLimiter<HttpContext> ByCaller(int requests) =>
        PartitionedRateLimiter.Create<HttpContext, string>(
            context => RateLimitPartition.GetTokenBucketLimiter(CallerOf(context), _ => BucketOf(requests)),
            StringComparer.Ordinal);

    private static PartitionedRateLimiter<HttpContext> OfAll(int requests) =>
        PartitionedRateLimiter.Create<HttpContext, int>(
            _ => RateLimitPartition.GetTokenBucketLimiter(0, _ => BucketOf(requests)));

    private static TokenBucketRateLimiterOptions BucketOf(int requests) => new()
    {
        TokenLimit = requests,
        TokensPerPeriod = requests,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
        AutoReplenishment = true,
    };

    /// <summary>The authenticated caller; else the address, which cannot be chosen freely.</summary>
    private static string CallerOf(HttpContext context) =>
        context.User.Identity is { IsAuthenticated: true } identity
        && (context.User.FindFirst(ClaimTypes.NameIdentifier)?.Value ?? identity.Name) is { } caller
            ? $"caller {caller}"
            : $"from {context.Connection.RemoteIpAddress}";
}
