using System;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Api.Reading;
using EventNormalization.Api.Wire;
using EventNormalization.Ingestion;
using EventNormalization.Storage;
using Microsoft.AspNetCore.Http;

namespace EventNormalization.Api.Acts;

/// <summary>The endpoints of acts on one failed event.</summary>
internal static class EntryActEndpoints
{
    private const string Note = "note";
    private const string Content = "content";

    public static Task RetryAsync(HttpContext context) =>
        ActAsync(context, [], _ => (actor, entry) => actor.RetryAsync(entry));

    public static Task EditAsync(HttpContext context) => ActAsync(context, [Content, Note], body =>
    {
        var content = Required(body, Content, "the bytes to be read in place of those received");
        var note = body.Text(Note) ?? "";
        return (actor, entry) => actor.EditAsync(entry, Encoding.UTF8.GetBytes(content), note);
    });

    public static Task DiscardAsync(HttpContext context) => ActAsync(context, [Note], body =>
    {
        var note = Required(body, Note, "why it is discarded");
        return (actor, entry) => actor.DiscardAsync(entry, note);
    });

    public static Task ArchiveAsync(HttpContext context) => ActAsync(context, [Note], body =>
    {
        var note = body.Text(Note) ?? "";
        return (actor, entry) => actor.ArchiveAsync(entry, note);
    });

    public static Task ReopenAsync(HttpContext context) => ActAsync(context, [Note], body =>
    {
        var note = body.Text(Note) ?? "";
        return (actor, entry) => actor.ReopenAsync(entry, note);
    });

    private static async Task ActAsync(
        HttpContext context, string[] known, Func<ActBody, Func<EntryActor, FailedEvent, Task<ActResult>>> read)
    {
        using var body = await ActBody.ReadAsync(context, known).ConfigureAwait(false);
        if (body is null)
        {
            return;
        }

        var act = read(body);
        if (await body.RefusesAsync(context).ConfigureAwait(false))
        {
            return;
        }

        var hash = (string?)context.Request.RouteValues["hash"] ?? "";
        await StoreGuard.RunAsync(context, _ => ActAsync(context, hash, act)).ConfigureAwait(false);
    }

    private static async Task ActAsync(
        HttpContext context, string hash, Func<EntryActor, FailedEvent, Task<ActResult>> act)
    {
        var actor = new EntryActor(context);
        var entry = ContentHash.TryParse(hash, out var key)
            ? await actor.Queue.FindAsync(key, context.RequestAborted).ConfigureAwait(false)
            : null;
        if (entry is null)
        {
            await ProblemResponse.WriteAsync(context, ActProblems.NoEntry(hash)).ConfigureAwait(false);
            return;
        }

        var result = await act(actor, entry).ConfigureAwait(false);
        var found = await actor.FindAsync(entry).ConfigureAwait(false);
        await JsonResponse.WriteAsync(context, StatusCodes.Status200OK, (result, found), static (json, told) =>
        {
            json.WriteStartObject();
            json.WriteString("outcome"u8, told.result.Outcome);
            if (told.result.Why is { } why)
            {
                json.WriteString("why"u8, why);
            }

            json.WritePropertyName("entry"u8);
            FailedAnswer.WriteEntry(json, told.found, showsBytes: false);
            json.WriteEndObject();
        }).ConfigureAwait(false);
    }

    private static string Required(ActBody body, string name, string meaning)
    {
        var member = body.Member(name);
        var text = body.Text(name);
        if (member is null || text is { Length: 0 })
        {
            body.Refuse($"{name}: found nothing, expected {meaning}.");
        }

        return text ?? "";
    }
}
