using System;
using System.Threading.Tasks;
using EventNormalization.Api.Wire;
using EventNormalization.Storage;
using Microsoft.AspNetCore.Http;

namespace EventNormalization.Api.Acts;

/// <summary>Tells how far operations are.</summary>
internal static class OperationEndpoints
{
    private const int CountMax = 1_000;

    public static Task ReadAllAsync(HttpContext context) => ReadAsync(context, async queue =>
    {
        var operations = await queue.ReadOperationsAsync(CountMax, context.RequestAborted).ConfigureAwait(false);
        await JsonResponse.WriteAsync(context, StatusCodes.Status200OK, operations, static (json, all) =>
        {
            json.WriteStartObject();
            json.WriteStartArray("operations"u8);
            foreach (var operation in all)
            {
                OperationJson.Write(json, operation);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }).ConfigureAwait(false);
    });

    public static Task ReadOneAsync(HttpContext context) => ReadAsync(context, async queue =>
    {
        var text = (string?)context.Request.RouteValues["id"] ?? "";
        var operation = BulkOperation.TryParseId(text, out var id)
            ? await queue.FindOperationAsync(id, context.RequestAborted).ConfigureAwait(false)
            : null;
        await (operation is null
            ? ProblemResponse.WriteAsync(context, ActProblems.NoOperation(text))
            : JsonResponse.WriteAsync(context, StatusCodes.Status200OK, operation, OperationJson.Write))
            .ConfigureAwait(false);
    });

    private static async Task ReadAsync(HttpContext context, Func<IBulkOperationQueue, Task> read)
    {
        if (KeptOperations.Find(context.RequestServices) is not { } queue)
        {
            await ProblemResponse.WriteAsync(context, ActProblems.NoOperations()).ConfigureAwait(false);
            return;
        }

        await StoreGuard.RunAsync(context, _ => read(queue)).ConfigureAwait(false);
    }
}
