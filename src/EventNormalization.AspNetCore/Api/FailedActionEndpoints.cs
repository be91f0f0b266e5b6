using EventNormalization.Access;
using EventNormalization.Api.Acts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EventNormalization.Api;

/// <summary>Acts on failed events, one or many.</summary>
internal static class FailedActionEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        Post(api, "/failed/{hash}/retry", EntryActs.RetryAsync);
        Post(api, "/failed/{hash}/edit", EntryActs.EditAsync);
        Post(api, "/failed/{hash}/discard", EntryActs.DiscardAsync);
        Post(api, "/failed/{hash}/archive", EntryActs.ArchiveAsync);
        Post(api, "/failed/{hash}/reopen", EntryActs.ReopenAsync);
    }

    private static void Post(IEndpointRouteBuilder api, string pattern, RequestDelegate handle) =>
        api.MapPost(pattern, handle).Needs(EventRight.Manage);
}
