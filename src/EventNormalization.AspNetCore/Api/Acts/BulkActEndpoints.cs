using System;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Api.Wire;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace EventNormalization.Api.Acts;

/// <summary>The endpoints of acts on many failed events: each begins an operation, which goes on by itself.</summary>
internal static class BulkActEndpoints
{
    private const string Note = "note";
    private const string DryRunMember = "dry_run";
    private const string SchemaMember = "schema";

    public static Task RetryAsync(HttpContext context) => RunAsync(context, BulkOperationKind.Retry);

    public static Task DiscardAsync(HttpContext context) => RunAsync(context, BulkOperationKind.Discard);

    public static Task ArchiveAsync(HttpContext context) => RunAsync(context, BulkOperationKind.Archive);

    public static Task ReopenAsync(HttpContext context) => RunAsync(context, BulkOperationKind.Reopen);

    private static async Task RunAsync(HttpContext context, BulkOperationKind kind)
    {
        string[] known = kind == BulkOperationKind.Retry
            ? [ActSelection.HashesMember, ActSelection.WhereMember, Note, DryRunMember, SchemaMember]
            : [ActSelection.HashesMember, ActSelection.WhereMember, Note];
        using var body = await ActBody.ReadAsync(context, known).ConfigureAwait(false);
        if (body is null)
        {
            return;
        }

        var identifier = context.RequestServices.GetRequiredService<EventIdentifier>();
        var selection = ActSelection.Read(body, kind, identifier.Schemas);
        var note = ReadNote(body, kind);
        var isDryRun = body.Flag(DryRunMember);
        var schemas = ReadSchema(body, isDryRun);
        if (await body.RefusesAsync(context).ConfigureAwait(false))
        {
            return;
        }

        await StoreGuard.RunAsync(
            context,
            _ => isDryRun
                ? DryRun.WriteAsync(context, selection, schemas is null ? identifier : new EventIdentifier(schemas))
                : BeginAsync(context, kind, selection, note)).ConfigureAwait(false);
    }

    private static string ReadNote(ActBody body, BulkOperationKind kind)
    {
        var note = body.Text(Note) ?? "";
        if (kind == BulkOperationKind.Discard && note.Length == 0)
        {
            body.Refuse($"{Note}: found nothing, expected why they are discarded.");
        }

        return note;
    }

    /// <summary>The rules to try in place of those in force; null if there are none.</summary>
    private static SchemaSet? ReadSchema(ActBody body, bool isDryRun)
    {
        if (body.Member(SchemaMember) is not { } document)
        {
            return null;
        }

        if (!isDryRun)
        {
            body.Refuse($"{SchemaMember}: other rules can only be tried, with \"{DryRunMember}\": true.");
            return null;
        }

        var result = EventSchemaFile.Read(Encoding.UTF8.GetBytes(document.GetRawText()));
        foreach (var error in result.Errors)
        {
            body.Refuse($"{SchemaMember}: {error}");
        }

        return result.Schemas;
    }

    private static async Task BeginAsync(
        HttpContext context, BulkOperationKind kind, ActSelection selection, string note)
    {
        var services = context.RequestServices;
        if (KeptOperations.Find(services) is not { } queue)
        {
            await ProblemResponse.WriteAsync(context, ActProblems.NoOperations()).ConfigureAwait(false);
            return;
        }

        var step = new QueueStep
        {
            Id = new AppendId(DrawnNumber.Next(), 1),
            By = ActingPrincipal.NameOf(context),
            At = Instant.FromDateTimeOffset(services.GetRequiredService<TimeProvider>().GetUtcNow()),
            Note = note,
        };
        var request = new BulkRequest
        {
            Kind = kind,
            Keys = selection.Keys,
            Where = selection.Where,
            Archived = selection.Archived,
        };
        var operation = await queue.BeginOperationAsync(step, request, context.RequestAborted).ConfigureAwait(false);
        services.GetRequiredService<OperationFeed>().Publish(operation);
        context.Response.Headers.Location = LocationOf(context, operation);
        await JsonResponse.WriteAsync(context, StatusCodes.Status202Accepted, operation, static (json, begun) =>
        {
            json.WriteStartObject();
            json.WritePropertyName("operation"u8);
            OperationJson.Write(json, begun);
            json.WriteEndObject();
        }).ConfigureAwait(false);
    }

    /// <summary>The operations stand beside the failed events, wherever the host mapped them.</summary>
    private static string LocationOf(HttpContext context, BulkOperation operation)
    {
        var path = (context.Request.PathBase + context.Request.Path).ToUriComponent().TrimEnd('/');
        for (var segment = 0; segment < 2; segment++)
        {
            path = path[..int.Max(path.LastIndexOf('/'), 0)];
        }

        return $"{path}/operations/{operation.IdText}";
    }
}
