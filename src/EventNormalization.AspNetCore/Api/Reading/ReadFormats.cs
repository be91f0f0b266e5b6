using System;
using EventNormalization.Api.Wire;
using Microsoft.AspNetCore.Http;

namespace EventNormalization.Api.Reading;

/// <summary>Says which form a request asks for.</summary>
internal static class ReadFormats
{
    public const string Parameter = "format";

    private const string CsvType = "text/csv";

    /// <summary>The parameter's form, else that of the first known type of the Accept header.</summary>
    public static ReadFormat Read(QueryParameters parameters, HttpRequest request) =>
        parameters.Text(Parameter) is null
            ? OfAccept(request.Headers.Accept.ToString())
            : parameters.Choice(
                Parameter, ("json", ReadFormat.Json), ("ndjson", ReadFormat.Ndjson), ("csv", ReadFormat.Csv));

    /// <summary>Begins an answer that is a file.</summary>
    public static void Begin(HttpResponse response, ReadFormat format, string name)
    {
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = format switch
        {
            ReadFormat.Json => ApiJson.MediaType,
            ReadFormat.Ndjson => RequestMediaType.Ndjson,
            ReadFormat.Csv => CsvType + "; charset=utf-8; header=present",
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "No such form is known."),
        };
        if (format != ReadFormat.Json)
        {
            var ending = format == ReadFormat.Csv ? ".csv" : ".ndjson";
            response.Headers.ContentDisposition = $"attachment; filename=\"{name}{ending}\"";
        }

        JsonResponse.Protect(response);
    }

    private static ReadFormat OfAccept(string accept)
    {
        foreach (var type in accept.Split(',', StringSplitOptions.TrimEntries))
        {
            switch (type.Split(';')[0])
            {
                case RequestMediaType.Ndjson or "application/ndjson" or "application/jsonl":
                    return ReadFormat.Ndjson;
                case CsvType:
                    return ReadFormat.Csv;
                case ApiJson.MediaType or "*/*":
                    return ReadFormat.Json;
                default:
                    break;
            }
        }

        return ReadFormat.Json;
    }
}
