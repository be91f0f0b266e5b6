using EventNormalization.Api.Reading;
using Microsoft.AspNetCore.Routing;

namespace EventNormalization.Api;

/// <summary>Reads totals and statistics.</summary>
internal static class TotalsEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        ReadEndpoint.Map(api, "/aggregates", AggregatesAnswer.AnswerAsync);
        ReadEndpoint.Map(api, "/statistics", StatisticsAnswer.AnswerAsync);
        ReadEndpoint.Map(api, "/schema", SchemaAnswer.AnswerAsync);
    }
}
