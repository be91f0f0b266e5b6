using System;
using System.Threading.Tasks;
using EventNormalization.Api.Reading;
using EventNormalization.Api.Wire;
using EventNormalization.Identity;
using EventNormalization.Queries;
using EventNormalization.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EventNormalization.Api;

/// <summary>Reads stored events.</summary>
internal static class EventEndpoints
{
    private const string Contains = "contains";

    private static readonly string[] Parameters =
        [.. EventSelection.Parameters, Contains, .. PageParameters.Names, ReadFormats.Parameter];

    private static readonly (string Name, SortKey Key)[] Orders =
    [
        ("received", SortKey.Position), ("timestamp", SortKey.Timestamp), ("amount", SortKey.Amount),
        ("last_received", SortKey.LastSeen),
    ];

    public static void Map(IEndpointRouteBuilder api)
    {
        ReadEndpoint.Map(api, "/events", ListAsync);
        ReadEndpoint.Map(api, "/events/{id}", EventDetails.AnswerAsync);
    }

    private static async Task ListAsync(HttpContext context)
    {
        var parameters = new QueryParameters(context.Request, Parameters);
        var schemas = ReadEndpoint.Of<EventIdentifier>(context).Schemas;
        var selection = EventSelection.Read(parameters, schemas).Containing(parameters.TextOfBytes(Contains));
        var page = PageParameters.Read(parameters, Orders);
        var format = ReadFormats.Read(parameters, context.Request);
        if (format == ReadFormat.Json)
        {
            var limit = PageParameters.Limit(parameters);
            await AnswerAsync(context, parameters, (selection, page, limit)).ConfigureAwait(false);
            return;
        }

        if (page.SortBy is not (SortKey.Position or SortKey.Timestamp))
        {
            parameters.Refuse("sort", parameters.Text("sort"), "received or timestamp, the orders of exports");
        }

        var countMax = parameters.Number("limit", 1, int.MaxValue);
        if (parameters.Problem is { } problem)
        {
            await ProblemResponse.WriteAsync(context, problem).ConfigureAwait(false);
            return;
        }

        var search = new EventSearch(ReadEndpoint.Of<IEventReader>(context), selection, page);
        var export = new EventExport(context, search.ReadAllAsync(context.RequestAborted)) { CountMax = countMax };
        try
        {
            await (format == ReadFormat.Csv ? export.WriteCsvAsync(schemas) : export.WriteNdjsonAsync())
                .ConfigureAwait(false);
        }
        catch (Exception error) when (PageParameters.IsRefused(page, error) && !context.Response.HasStarted)
        {
            await PageParameters.WriteRefusalAsync(context, parameters).ConfigureAwait(false);
        }
    }

    private static async Task AnswerAsync(
        HttpContext context, QueryParameters parameters, (EventSelection Selection, PageRequest Page, int Limit) asked)
    {
        if (parameters.Problem is null)
        {
            var search = new EventSearch(ReadEndpoint.Of<IEventReader>(context), asked.Selection, asked.Page);
            try
            {
                if (await search.ReadPageAsync(
                    asked.Limit, ReadEndpoint.Of<TimeProvider>(context), context.RequestAborted)
                        .ConfigureAwait(false) is { } found)
                {
                    await JsonResponse.WriteAsync(context, StatusCodes.Status200OK, found, FoundEventsJson.Write)
                        .ConfigureAwait(false);
                    return;
                }

                parameters.Refuse("sort", parameters.Text("sort"), FoundEventsJson.SmallerSelection);
            }
            catch (Exception error) when (PageParameters.IsRefused(asked.Page, error))
            {
                await PageParameters.WriteRefusalAsync(context, parameters).ConfigureAwait(false);
                return;
            }
        }

        await ProblemResponse.WriteAsync(context, parameters.Problem!).ConfigureAwait(false);
    }
}
