using System;
using System.Threading.Tasks;
using EventNormalization.Api.Wire;
using EventNormalization.Queries;
using Microsoft.AspNetCore.Http;

namespace EventNormalization.Api.Reading;

/// <summary>Reads the parameters of a page: order, direction, place, length.</summary>
internal static class PageParameters
{
    /// <summary>The rows of a page, unless the request says how many.</summary>
    public const int LimitDefault = 100;

    /// <summary>The most rows of a page.</summary>
    public const int LimitMax = 1_000;

    /// <summary>The names of the parameters.</summary>
    public static readonly string[] Names = ["sort", "direction", "after", "limit"];

    /// <summary>The length of a page.</summary>
    public static int Limit(QueryParameters parameters) =>
        parameters.Number("limit", 1, LimitMax) ?? LimitDefault;

    /// <summary>The order of a page, and where it begins; the newest or largest come first.</summary>
    public static PageRequest Read(QueryParameters parameters, params ReadOnlySpan<(string Name, SortKey Key)> orders)
    {
        var page = new PageRequest
        {
            SortBy = parameters.Choice("sort", orders),
            Direction = parameters.Choice(
                "direction", ("descending", SortDirection.Descending), ("ascending", SortDirection.Ascending),
                ("desc", SortDirection.Descending), ("asc", SortDirection.Ascending)),
        };
        if (parameters.Text("after") is not { } after)
        {
            return page;
        }

        if (PageToken.TryParse(after, out var token) && token.Key == page.SortBy && token.Direction == page.Direction)
        {
            return page with { After = token };
        }

        Refuse(parameters);
        return page;
    }

    /// <summary>Answers a request whose token the store did not know; nothing was written before.</summary>
    /// <param name="context">The request.</param>
    /// <param name="parameters">Its parameters.</param>
    public static Task WriteRefusalAsync(HttpContext context, QueryParameters parameters)
    {
        Refuse(parameters);
        return ProblemResponse.WriteAsync(context, parameters.Problem!);
    }

    /// <summary>Whether a store refused a token that somebody made or changed.</summary>
    public static bool IsRefused(PageRequest page, Exception error) =>
        page.After is not null && error is ArgumentException or FormatException;

    private static void Refuse(QueryParameters parameters) => parameters.Refuse(
        "after", parameters.Text("after"), "next of a page of the same order, exactly as it was given");
}
