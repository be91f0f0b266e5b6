using System;
using System.Threading.Tasks;
using EventNormalization.Access;
using EventNormalization.Api.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EventNormalization.Api.Reading;

/// <summary>Maps what only reads, and answers for stores that cannot be read.</summary>
internal static class ReadEndpoint
{
    /// <summary>Maps a path to what answers it.</summary>
    public static void Map(IEndpointRouteBuilder api, string pattern, Func<HttpContext, Task> read)
    {
        RequestDelegate answer = context => StoreGuard.RunAsync(context, read);
        api.MapGet(pattern, answer).Needs(EventRight.Read);
    }

    /// <summary>A service of the host.</summary>
    public static T Of<T>(HttpContext context)
        where T : notnull => context.RequestServices.GetRequiredService<T>();
}
