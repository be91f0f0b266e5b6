using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EventNormalization.Access;
using EventNormalization.Api.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using NodaTime;

namespace EventNormalization.Api.Reading;

/// <summary>Reads the parameters of a query, and collects what is wrong with them.</summary>
/// <remarks>A parameter without a value is one that was not given: a form sends its empty boxes too.</remarks>
internal sealed class QueryParameters
{
    /// <summary>The longest value that is read, in characters.</summary>
    public const int LengthMax = 4_096;

    /// <summary>Why bytes are not searched.</summary>
    public const string NoSearch = "no search in raw bytes, which need the right to see payloads";

    private const int ShownMax = 64;
    private const int CountMax = 100;

    private readonly IQueryCollection _query;
    private readonly List<ParameterError> _errors = [];

    /// <summary>Reads the query of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="known">The parameters that the endpoint has.</param>
    public QueryParameters(HttpRequest request, params string[] known)
    {
        _query = request.Query;
        MaySeeBytes = PayloadRight.IsGranted(request.HttpContext);
        foreach (var name in _query.Keys.Where(name => !known.Contains(name)).Take(CountMax))
        {
            _errors.Add(new ParameterError
            {
                Parameter = Shown(name),
                Expected = "one of the parameters",
                Known = known,
                Near = NearNames.Find(name, known),
            });
        }
    }

    /// <summary>Reads options of a command line, which sees every byte of its store.</summary>
    /// <param name="options">The values of each option, by the name of the parameter.</param>
    public QueryParameters(IReadOnlyDictionary<string, string[]> options)
    {
        _query = new QueryCollection(
            options.ToDictionary(option => option.Key, option => new StringValues(option.Value)));
        MaySeeBytes = true;
    }

    /// <summary>What is wrong, in the order in which it was found.</summary>
    public IReadOnlyList<ParameterError> Errors => _errors;

    /// <summary>Why the query is refused; <see langword="null"/> if nothing is wrong.</summary>
    public ApiProblem? Problem => _errors.Count == 0 ? null : new ApiProblem
    {
        Status = StatusCodes.Status400BadRequest,
        Code = "query.invalid",
        Title = "The query is not valid.",
        Detail = string.Join(' ', _errors.Select(error => error.Message)),
        Further = json =>
        {
            json.WriteStartArray("errors"u8);
            foreach (var error in _errors)
            {
                error.WriteTo(json);
            }

            json.WriteEndArray();
        },
    };

    /// <summary>Whether the caller may see raw bytes, and so may ask what they hold.</summary>
    public bool MaySeeBytes { get; }

    /// <summary>A text that raw bytes hold, which is refused where the caller may not see them.</summary>
    public string? TextOfBytes(string name)
    {
        var text = Text(name);
        if (text is not null && !MaySeeBytes)
        {
            Refuse(name, null, NoSearch);
        }

        return text;
    }

    /// <summary>Every value of a parameter that may be repeated.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        var texts = _query[name].OfType<string>().Where(text => text.Length > 0).ToList();
        if (texts.Count > CountMax)
        {
            Refuse(name, null, string.Create(CultureInfo.InvariantCulture, $"at most {CountMax} values"));
            return [];
        }

        if (texts.Find(text => text.Length > LengthMax) is { } longest)
        {
            Refuse(name, longest, string.Create(CultureInfo.InvariantCulture, $"at most {LengthMax} characters"));
            return [];
        }

        return texts;
    }

    /// <summary>The value of a parameter; <see langword="null"/> if it is not given.</summary>
    public string? Text(string name)
    {
        var texts = Texts(name);
        if (texts.Count > 1)
        {
            Refuse(name, texts[1], "the parameter only once");
        }

        return texts.Count == 1 ? texts[0] : null;
    }

    /// <summary>The names in lists with commas between them.</summary>
    public IReadOnlyList<string> Names(string name) =>
        [.. Texts(name).SelectMany(list => list.Split(',', StringSplitOptions.TrimEntries))];

    /// <summary>An instant; a date is its first instant in UTC.</summary>
    public Instant? Instant(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (!InstantText.TryRead(text, out var instant))
        {
            Refuse(name, text, InstantText.Expected + (text.Contains(' ', StringComparison.Ordinal)
                ? " (in an address a plus is written %2B)" : ""));
        }

        return instant;
    }

    /// <summary>A number within bounds.</summary>
    public int? Number(string name, int min, int max)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= min && number <= max)
        {
            return number;
        }

        Refuse(name, text, string.Create(CultureInfo.InvariantCulture, $"a number from {min} to {max}"));
        return null;
    }

    /// <summary>Yes or no; no if it is not given.</summary>
    public bool IsTrue(string name) => Choice(name, [("false", false), ("true", true)]);

    /// <summary>One of the values that have names; the first if it is not given.</summary>
    public T Choice<T>(string name, params ReadOnlySpan<(string Name, T Value)> choices)
    {
        if (Text(name) is not { } text)
        {
            return choices[0].Value;
        }

        var names = new List<string>();
        foreach (var choice in choices)
        {
            if (choice.Name == text)
            {
                return choice.Value;
            }

            names.Add(choice.Name);
        }

        RefuseName(name, text, "one of", names);
        return choices[0].Value;
    }

    /// <summary>Refuses a value.</summary>
    public void Refuse(string name, string? found, string expected, int? column = null) =>
        _errors.Add(new ParameterError
        {
            Parameter = name,
            Found = found is null ? null : Shown(found),
            Expected = expected,
            Column = column,
        });

    /// <summary>Refuses a name that is none of those that are known.</summary>
    public void RefuseName(string name, string found, string expected, IReadOnlyList<string> known) =>
        Add(new ParameterError
        {
            Parameter = name,
            Found = Shown(found),
            Expected = expected,
            Known = known,
            Near = NearNames.Find(found, known),
        });

    /// <summary>Adds what is wrong.</summary>
    public void Add(ParameterError error) => _errors.Add(error);

    /// <summary>A text of the client, short enough for a message, and without what a terminal obeys.</summary>
    public static string Shown(string text)
    {
        var shown = text.Length <= ShownMax ? text : text[..ShownMax] + "…";
        return string.Concat(shown.Select(character => char.IsControl(character) || char.IsSurrogate(character)
            ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}")
            : character.ToString()));
    }
}
