using System;
using System.Collections.Generic;
using System.IO.Enumeration;
using System.Linq;
using EventNormalization.Ingestion;
using EventNormalization.Json;
using EventNormalization.Text;

namespace EventNormalization.Normalization;

/// <summary>Finds the schema of a set whose condition a delivery meets. Not thread-safe.</summary>
internal sealed class SchemaChoice(SchemaSet set)
{
    private readonly string[][] _paths = [.. set.Schemas.Select(schema => PathOf(schema.When.Has))];
    private readonly List<int> _matches = [];

    // The records of one envelope follow each other, and what is around them decides.
    private EnvelopeFrame? _lastFrame;
    private int _last;

    /// <summary>
    /// The number of the only schema whose condition the delivery meets; -1 if there is none, or several.
    /// </summary>
    public int Of(in RawEvent raw)
    {
        var frame = raw.Part is { HasEnvelope: true } part ? part.Frame : null;
        if (frame is not null && ReferenceEquals(frame, _lastFrame))
        {
            return _last;
        }

        var json = (frame is null ? raw.Utf8 : raw.Part!.Envelope).Span;
        _matches.Clear();
        for (var i = 0; i < set.Schemas.Length; i++)
        {
            if (IsSatisfied(set.Schemas[i].When, _paths[i], raw, json))
            {
                _matches.Add(i);
            }
        }

        _lastFrame = frame;
        _last = _matches is [var only] ? only : -1;
        return _last;
    }

    /// <summary>Why the delivery that was looked at last has no schema.</summary>
    public FieldError ToError(in RawEvent raw) => new()
    {
        Code = _matches.Count == 0 ? "json.schema_unknown" : "json.schema_ambiguous",
        Field = FieldNames.Json,
        Path = raw.Part?.Path ?? "",
        Found = _matches.Count == 0 ? null : string.Join(" and ", NamesOf(_matches)),
        Expected = _matches.Count == 0
            ? "a delivery that meets the condition of one of the schemas " + string.Join(", ", NamesOf(null))
            : "one schema whose condition the delivery meets",
        Candidates = _matches.Count == 0 ? [] : [.. NamesOf(_matches)],
    };

    private IEnumerable<string> NamesOf(List<int>? numbers) => set.Schemas
        .Where((_, i) => numbers is null || numbers.Contains(i))
        .Select(schema => OffendingText.Escape(schema.Name));

    private static bool IsSatisfied(SchemaCondition when, string[] path, in RawEvent raw, ReadOnlySpan<byte> json)
    {
        foreach (var (name, text) in when.Context)
        {
            if (!raw.Context.Values.TryGetValue(name, out var found) || (text.Length > 0 && found != text))
            {
                return false;
            }
        }

        return (when.Source is null
                || IsNamed(when.Source, raw.Location.Source ?? ""))
            && (path.Length == 0 || Has(json, path) || (path.Length > 1 && Has(json, [string.Join('.', path)])));
    }

    /// <summary>Whether a source has a name of this form, in which only <c>*</c> and <c>?</c> mean something.</summary>
    private static bool IsNamed(string form, string name) => FileSystemName.MatchesSimpleExpression(
        form.Replace("\\", "\\\\", StringComparison.Ordinal), name, ignoreCase: false);

    private static bool Has(ReadOnlySpan<byte> json, string[] path)
    {
        var start = JsonWhiteSpace.Skip(json, 0);
        foreach (var name in path)
        {
            start = start >= 0 && start < json.Length && json[start] == '{' ? Member(json, start, name) : -1;
        }

        return start >= 0 && !json[start..].StartsWith("null"u8);
    }

    /// <summary>Where the value of a member begins; -1 if there is none.</summary>
    private static int Member(ReadOnlySpan<byte> json, int start, string name)
    {
        Span<char> folded = stackalloc char[FoldedName.LengthMax];
        Span<byte> text = stackalloc byte[6 * FoldedName.LengthMax];
        var position = JsonWhiteSpace.Skip(json, start + 1);
        while (position < json.Length && json[position] == '"')
        {
            var end = JsonExtent.EndOfText(json, position);
            var value = end < 0 ? json.Length : JsonWhiteSpace.Skip(json, JsonWhiteSpace.Skip(json, end) + 1);
            if (value >= json.Length)
            {
                return -1;
            }

            var spelled = json[(position + 1)..(end - 1)];
            var length = spelled.Length > text.Length ? -1
                : FoldedName.Fold(text[..JsonEscapes.UnescapeAny(spelled, text)], folded);
            if (length >= 0 && folded[..length].SequenceEqual(name))
            {
                return value;
            }

            var after = JsonExtent.EndOf(json, value);
            position = after < 0 ? json.Length : JsonWhiteSpace.Skip(json, after);
            position = position < json.Length && json[position] == ','
                ? JsonWhiteSpace.Skip(json, position + 1) : json.Length;
        }

        return -1;
    }

    private static string[] PathOf(string? has) => has is null ? [] : FoldedName.OfPath(has).Split('.');
}
