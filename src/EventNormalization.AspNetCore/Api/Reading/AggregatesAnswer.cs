using System;
using System.Collections.Generic;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Api.Wire;
using EventNormalization.Composition;
using EventNormalization.Identity;
using EventNormalization.Storage;
using EventNormalization.Totals;
using Microsoft.AspNetCore.Http;

namespace EventNormalization.Api.Reading;

/// <summary>Answers with totals by group.</summary>
internal static class AggregatesAnswer
{
    public static async Task AnswerAsync(HttpContext context)
    {
        var parameters = new QueryParameters(context.Request, TotalsRequest.Parameters);
        var request = TotalsRequest.Read(
            parameters, ReadEndpoint.Of<EventIdentifier>(context).Schemas, ReadEndpoint.Of<HostMeasures>(context));
        var format = ReadFormats.Read(parameters, context.Request);
        if (format == ReadFormat.Ndjson)
        {
            parameters.RefuseName(ReadFormats.Parameter, "ndjson", "one of", ["json", "csv"]);
        }

        if (parameters.Problem is { } problem)
        {
            await ProblemResponse.WriteAsync(context, problem).ConfigureAwait(false);
            return;
        }

        var reader = ReadEndpoint.Of<IEventReader>(context);
        if (await ReadAsync(context, reader, request.Query).ConfigureAwait(false) is not { } groups)
        {
            return;
        }

        var columns = TotalsColumns.Of(request.Query.GroupBy, request.Measures);
        if (format == ReadFormat.Csv)
        {
            ReadFormats.Begin(context.Response, format, "aggregates");
            await context.Response.Body.WriteAsync(
                Encoding.UTF8.GetBytes(TotalsCsv.Write(columns, groups)), context.RequestAborted).ConfigureAwait(false);
            return;
        }

        var unmatched = await UnmatchedNames.FindAsync(
            reader, request.Selection.NamedClients, request.Selection.NamedMetrics, context.RequestAborted)
                .ConfigureAwait(false);
        await WriteAsync(context, columns, groups, unmatched).ConfigureAwait(false);
    }

    /// <summary>The groups; null where they are too many to fill in, which the answer then says.</summary>
    private static async Task<IReadOnlyList<TotalsGroup>?> ReadAsync(
        HttpContext context, IEventReader reader, TotalsQuery query)
    {
        try
        {
            return await reader.ReadTotalsAsync(query, context.RequestAborted).ConfigureAwait(false);
        }
        catch (ArgumentException) when (query.EmptyWindows)
        {
            var parameters = new QueryParameters(context.Request, TotalsRequest.Parameters);
            parameters.Refuse(GroupKeys.Fill, null, GroupKeys.FillExpected);
            await ProblemResponse.WriteAsync(context, parameters.Problem!).ConfigureAwait(false);
            return null;
        }
    }

    private static async Task WriteAsync(
        HttpContext context, TotalsColumns columns, IReadOnlyList<TotalsGroup> groups,
        IReadOnlyList<(string Field, string Name)> unmatched)
    {
        ReadFormats.Begin(context.Response, ReadFormat.Json, "");
        using var json = new JsonLine(context.Response.Body);
        json.Writer.WriteStartObject();
        json.Writer.WriteStartArray("groups"u8);
        foreach (var group in groups)
        {
            TotalsGroupJson.Write(json.Writer, columns, group);
            await json.PassOnAsync().ConfigureAwait(false);
        }

        json.Writer.WriteEndArray();
        json.Writer.WriteStartArray("measures"u8);
        foreach (var measure in columns.Measures)
        {
            json.Writer.WriteStringValue(measure.Name);
        }

        json.Writer.WriteEndArray();
        json.Writer.WriteStartArray("by"u8);
        foreach (var name in columns.Fields)
        {
            json.Writer.WriteStringValue(name);
        }

        json.Writer.WriteEndArray();
        WriteUnmatched(json, unmatched);
        json.Writer.WriteEndObject();
        await json.EndAsync().ConfigureAwait(false);
    }

    private static void WriteUnmatched(JsonLine json, IReadOnlyList<(string Field, string Name)> unmatched)
    {
        if (unmatched.Count == 0)
        {
            return;
        }

        json.Writer.WriteStartArray("unmatched"u8);
        foreach (var (field, name) in unmatched)
        {
            json.Writer.WriteStartObject();
            json.Writer.WriteString("field"u8, field);
            json.Writer.WriteString("value"u8, name);
            json.Writer.WriteEndObject();
        }

        json.Writer.WriteEndArray();
    }
}
