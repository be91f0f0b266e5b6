using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using EventNormalization.Access;
using EventNormalization.Api.Wire;
using Microsoft.AspNetCore.Http;

namespace EventNormalization.Api.Acts;

/// <summary>The JSON object that a request of an act has as its body.</summary>
/// <remarks>
/// Members that the act does not know are refused, so that a misspelled one is not passed over. What is wrong is
/// gathered, and told all together. Its values are valid until it is disposed.
/// </remarks>
internal sealed class ActBody : IDisposable
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false };

    private readonly RequestBody _body;
    private readonly JsonDocument _document;
    private readonly List<string> _errors = [];

    private ActBody(RequestBody body, JsonDocument document, bool maySeeBytes) =>
        (_body, _document, MaySeeBytes) = (body, document, maySeeBytes);

    /// <summary>Whether the caller may see raw bytes, and so may ask what they hold.</summary>
    public bool MaySeeBytes { get; }

    /// <summary>The object.</summary>
    public JsonElement Root => _document.RootElement;

    /// <summary>Reads the body; null if it is refused, which is then answered.</summary>
    public static async Task<ActBody?> ReadAsync(HttpContext context, params string[] known)
    {
        var body = await RequestBody.ReadAsync(context).ConfigureAwait(false);
        if (body.Problem is { } problem)
        {
            body.Dispose();
            await ProblemResponse.WriteAsync(context, problem).ConfigureAwait(false);
            return null;
        }

        var (document, error) = Parse(body.Bytes);
        error ??= document!.RootElement.ValueKind == JsonValueKind.Object
            ? UnknownIn(document.RootElement, "", known)
            : "Expected a JSON object.";
        if (error is null)
        {
            return new ActBody(body, document!, PayloadRight.IsGranted(context));
        }

        document?.Dispose();
        body.Dispose();
        await ProblemResponse.WriteAsync(context, ActProblems.Body(error)).ConfigureAwait(false);
        return null;
    }

    /// <summary>A member, if it is there and not null.</summary>
    public JsonElement? Member(string name) => Member(Root, name);

    /// <summary>A member of an object within, if it is there and not null.</summary>
    public static JsonElement? Member(JsonElement value, string name) =>
        value.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    /// <summary>A text; null if it is absent, or is none, which is told.</summary>
    public string? Text(string name) => Member(name) is { } member ? TextOf(member, name) : null;

    /// <summary>The text of a value; null if it is none, which is told under the name.</summary>
    public string? TextOf(JsonElement value, string name)
    {
        try
        {
            if (value.ValueKind == JsonValueKind.String)
            {
                return value.GetString();
            }
        }
        catch (InvalidOperationException)
        {
            // So the framework says that a text has half of a surrogate pair.
        }

        Refuse($"{name}: expected a text.");
        return null;
    }

    /// <summary>Whether a member is true.</summary>
    public bool Flag(string name)
    {
        var member = Member(name);
        if (member is { ValueKind: not (JsonValueKind.True or JsonValueKind.False) })
        {
            Refuse($"{name}: expected true or false.");
        }

        return member is { ValueKind: JsonValueKind.True };
    }

    /// <summary>Notes what is wrong.</summary>
    public void Refuse(string? error)
    {
        if (error is not null)
        {
            _errors.Add(error);
        }
    }

    /// <summary>Answers that the body is refused, if anything is wrong; returns whether it was.</summary>
    public async Task<bool> RefusesAsync(HttpContext context)
    {
        if (_errors.Count == 0)
        {
            return false;
        }

        await ProblemResponse.WriteAsync(context, ActProblems.Body(string.Join(' ', _errors))).ConfigureAwait(false);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _document.Dispose();
        _body.Dispose();
    }

    /// <summary>What of an object's members is not known; null if all are.</summary>
    public static string? UnknownIn(JsonElement value, string path, IReadOnlyList<string> known)
    {
        var unknown = value.EnumerateObject().Select(member => path + member.Name)
            .Except(known.Select(name => path + name)).ToArray();
        return unknown.Length == 0 ? null
            : $"{string.Join(", ", unknown)}: no such member is known here; known are: "
                + (known.Count == 0 ? "none" : string.Join(", ", known)) + ".";
    }

    private static (JsonDocument? Document, string? Error) Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            return (JsonDocument.Parse(utf8, Options), null);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The framework says by exceptions alone that a text is not JSON, or has half of a surrogate pair.
            return (null, "Not JSON: " + exception.Message);
        }
    }
}
