using System;
using System.Threading.Tasks;
using EventNormalization.Access;
using EventNormalization.Api.Reading;
using EventNormalization.Api.Wire;
using EventNormalization.Identity;
using EventNormalization.Queries;
using EventNormalization.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EventNormalization.Api;

/// <summary>Reads failed events and their groups.</summary>
internal static class FailedEndpoints
{
    private const string RawParameter = "raw";
    private const string LimitParameter = "limit";

    private static readonly string[] Parameters =
    [
        .. FailedFilter.Parameters, "archived", .. PageParameters.Names, RawParameter, ReadFormats.Parameter,
    ];

    private static readonly string[] GroupParameters = [.. FailedFilter.Parameters, LimitParameter];

    private static readonly (string Name, SortKey Key)[] Orders =
        [("received", SortKey.Position), ("first_received", SortKey.FirstSeen), ("last_received", SortKey.LastSeen)];

    public static void Map(IEndpointRouteBuilder api)
    {
        ReadEndpoint.Map(api, "/failed", ListAsync);
        ReadEndpoint.Map(api, "/failed/groups", GroupsAsync);
        ReadEndpoint.Map(api, "/failed/{hash}", FailedDetails.AnswerAsync);
    }

    private static async Task ListAsync(HttpContext context)
    {
        var parameters = new QueryParameters(context.Request, Parameters);
        var filter = FailedFilter.Read(parameters, ReadEndpoint.Of<EventIdentifier>(context).Schemas);
        var query = new FailedEventQuery
        {
            Where = filter.Where,
            Page = PageParameters.Read(parameters, Orders),
            Archived = parameters.Choice(
                "archived", ("false", ArchivedEntries.Hidden), ("true", ArchivedEntries.Only),
                ("included", ArchivedEntries.Included)),
        };
        var showsBytes = parameters.IsTrue(RawParameter) && PayloadRight.IsGranted(context);
        var format = ReadFormats.Read(parameters, context.Request);
        var limit = format == ReadFormat.Json
            ? PageParameters.Limit(parameters)
            : parameters.Number(LimitParameter, 1, int.MaxValue) ?? int.MaxValue;
        if (parameters.Problem is { } problem)
        {
            await ProblemResponse.WriteAsync(context, problem).ConfigureAwait(false);
            return;
        }

        var answer = new FailedAnswer(context, new FailedSearch(ReadEndpoint.Of<IFailedEventQueue>(context), query)
        {
            Contains = filter.Contains,
        })
        {
            Limit = limit,
            ShowsBytes = showsBytes,
        };
        try
        {
            await answer.WriteAsync(format).ConfigureAwait(false);
        }
        catch (Exception error) when (PageParameters.IsRefused(query.Page, error) && !context.Response.HasStarted)
        {
            await PageParameters.WriteRefusalAsync(context, parameters).ConfigureAwait(false);
        }
    }

    private static async Task GroupsAsync(HttpContext context)
    {
        var parameters = new QueryParameters(context.Request, GroupParameters);
        var filter = FailedFilter.Read(parameters, ReadEndpoint.Of<EventIdentifier>(context).Schemas);
        var limit = PageParameters.Limit(parameters);
        if (parameters.Problem is { } problem)
        {
            await ProblemResponse.WriteAsync(context, problem).ConfigureAwait(false);
            return;
        }

        var groups = await ReadEndpoint.Of<IFailedEventQueue>(context)
            .ReadGroupsAsync(filter.WhereWithText, context.RequestAborted).ConfigureAwait(false);
        await JsonResponse.WriteAsync(context, StatusCodes.Status200OK, (groups, limit), static (json, found) =>
        {
            json.WriteStartObject();
            json.WriteStartArray("groups"u8);
            for (var i = 0; i < found.groups.Count && i < found.limit; i++)
            {
                FailedGroupJson.Write(json, found.groups[i]);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }).ConfigureAwait(false);
    }
}
