using EventNormalization.Access;
using EventNormalization.Api.Acts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EventNormalization.Api;

/// <summary>Acts on failed events, one or many.</summary>
internal static class FailedActionEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        Post(api, "/failed/{hash}/retry", EntryActEndpoints.RetryAsync);
        Post(api, "/failed/{hash}/edit", EntryActEndpoints.EditAsync);
        Post(api, "/failed/{hash}/discard", EntryActEndpoints.DiscardAsync);
        Post(api, "/failed/{hash}/archive", EntryActEndpoints.ArchiveAsync);
        Post(api, "/failed/{hash}/reopen", EntryActEndpoints.ReopenAsync);
        Post(api, "/failed/retry", BulkActEndpoints.RetryAsync);
        Post(api, "/failed/discard", BulkActEndpoints.DiscardAsync);
        Post(api, "/failed/archive", BulkActEndpoints.ArchiveAsync);
        Post(api, "/failed/reopen", BulkActEndpoints.ReopenAsync);
        Get(api, "/operations", OperationEndpoints.ReadAllAsync);
        Get(api, "/operations/{id}", OperationEndpoints.ReadOneAsync);
    }

    /// <summary>Registers what the acts need: the worker on operations.</summary>
    public static void AddServices(IServiceCollection services)
    {
        services.TryAddSingleton<OperationFeed>();
        services.AddHostedService<BulkOperationService>();
    }

    private static void Post(IEndpointRouteBuilder api, string pattern, RequestDelegate handle) =>
        api.MapPost(pattern, handle).Needs(EventRight.Manage);

    private static void Get(IEndpointRouteBuilder api, string pattern, RequestDelegate handle) =>
        api.MapGet(pattern, handle).Needs(EventRight.Read);
}
