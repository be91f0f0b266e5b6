using System;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.DependencyInjection;

namespace EventNormalization.Api.Wire;

/// <summary>Sets the server's own limits for one request.</summary>
internal static class RequestLimits
{
    private static readonly MinDataRate BodyRate = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));

    /// <summary>The limits that the host registered.</summary>
    public static ApiLimits Of(HttpContext context) =>
        context.RequestServices.GetService<ApiLimits>() ?? ApiLimits.Default;

    /// <summary>A body that is read whole.</summary>
    public static void ApplyToBody(HttpContext context, ApiLimits limits)
    {
        SetBodyBytesMax(context, limits.BodyBytesMax);
        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate && IsHttp1(context))
        {
            rate.MinDataRate = BodyRate;
        }
    }

    /// <summary>A body without an end: no limit in all, and the client may be slow in both directions.</summary>
    public static void ApplyToStream(HttpContext context)
    {
        SetBodyBytesMax(context, null);
        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }

        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } responseRate)
        {
            responseRate.MinDataRate = null;
        }
    }

    private static void SetBodyBytesMax(HttpContext context, long? bytesMax)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = bytesMax;
        }
    }

    /// <summary>In later versions a connection has many requests, and only the server can set their rate.</summary>
    private static bool IsHttp1(HttpContext context) => HttpProtocol.IsHttp11(context.Request.Protocol)
        || HttpProtocol.IsHttp10(context.Request.Protocol);
}
