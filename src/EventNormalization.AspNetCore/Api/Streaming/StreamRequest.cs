using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using EventNormalization.Api.Wire;
using EventNormalization.Storage;
using Microsoft.AspNetCore.Http;

namespace EventNormalization.Api.Streaming;

/// <summary>What a reader of the stream asks for.</summary>
internal sealed class StreamRequest
{
    /// <summary>The header that names the last event a reader has seen.</summary>
    public const string LastEventId = "Last-Event-ID";

    private static readonly (string Name, FeedTopics Topic)[] Names =
    [
        ("outcomes", FeedTopics.Outcomes), ("totals", FeedTopics.Totals), ("operations", FeedTopics.Operations),
    ];

    /// <summary>What he wants to be told.</summary>
    public required FeedTopics Topics { get; init; }

    /// <summary>The last event that he has seen; null if he begins now.</summary>
    public EventPosition? After { get; init; }

    /// <summary>Reads a request, or says why it is refused.</summary>
    /// <remarks>If a topic is <c>true</c>, those alone that are; else all that are not <c>false</c>.</remarks>
    public static bool TryRead(
        HttpRequest request,
        [NotNullWhen(true)] out StreamRequest? read,
        [NotNullWhen(false)] out ApiProblem? problem)
    {
        read = null;
        var (wanted, unwanted) = (FeedTopics.None, FeedTopics.None);
        foreach (var (name, values) in request.Query)
        {
            var index = Array.FindIndex(Names, one => one.Name == name);
            if (index < 0)
            {
                problem = Problem(name, "a parameter that is not known", "outcomes, totals or operations");
                return false;
            }

            switch (values.ToString())
            {
                case "true":
                    wanted |= Names[index].Topic;
                    break;
                case "false":
                    unwanted |= Names[index].Topic;
                    break;
                case var other:
                    problem = Problem(name, other, "true or false");
                    return false;
            }
        }

        var topics = (wanted == FeedTopics.None ? FeedTopics.All : wanted) & ~unwanted;
        if (topics == FeedTopics.None)
        {
            problem = Problem(Names[0].Name, "false, as everything", "something that is wanted");
            return false;
        }

        return TryReadPlace(request, topics, out read, out problem);
    }

    private static bool TryReadPlace(
        HttpRequest request,
        FeedTopics topics,
        [NotNullWhen(true)] out StreamRequest? read,
        [NotNullWhen(false)] out ApiProblem? problem)
    {
        (read, problem) = (null, null);
        var text = request.Headers[LastEventId].ToString();
        if (text.Length == 0)
        {
            read = new StreamRequest { Topics = topics };
            return true;
        }

        if (!TryReadPosition(text, out var position))
        {
            problem = Problem(LastEventId, text, "the id of an event of this stream, such as 0.17.0");
            return false;
        }

        read = new StreamRequest { Topics = topics, After = position };
        return true;
    }

    private static bool TryReadPosition(string text, out EventPosition position)
    {
        position = default;
        var parts = text.Split('.');
        if (parts.Length != 3
            || !byte.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var part)
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var commit)
            || !long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal))
        {
            return false;
        }

        position = new EventPosition(part, commit, ordinal);
        return true;
    }

    private static ApiProblem Problem(string name, string found, string expected) => new()
    {
        Status = StatusCodes.Status400BadRequest,
        Code = "query.invalid",
        Title = "The request asks for something that there is not.",
        Detail = $"{name}: found {Quoted(found)}, expected {expected}.",
    };

    private static string Quoted(string text) => text.Length <= 64 ? $"\"{text}\"" : $"\"{text[..64]}…\"";
}
