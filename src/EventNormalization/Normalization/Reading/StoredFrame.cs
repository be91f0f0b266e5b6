using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using EventNormalization.Envelopes;
using EventNormalization.Ingestion;
using EventNormalization.Json;
using EventNormalization.Text;

namespace EventNormalization.Normalization;

/// <summary>Finds the objects around a stored record, by its path in its envelope.</summary>
/// <remarks>Law: they are those that the record had when its delivery was taken apart.</remarks>
internal static class StoredFrame
{
    /// <summary>Completes the frame of a kept part.</summary>
    public static void Complete(EnvelopePart part, ReadOnlySpan<byte> raw, EnvelopeRules rules)
    {
        var frame = part.Frame;
        var json = part.Envelope.Span;
        var path = part.Path;
        frame.IsSpread = raw.Length > 0 && raw[0] == '"' && IsMember(raw);
        if (frame.IsSpread)
        {
            // The member's name is in its raw bytes; it may hold points.
            path = path[..Math.Max(0, path.LastIndexOf("." + NameOf(raw), StringComparison.Ordinal))];
        }

        var decoded = rules.Decode.Keys.Select(FoldedName.OfPath).ToHashSet(StringComparer.Ordinal);
        var steps = StepsOf(path);
        var isElement = steps.Count > 0 && steps[^1].Name is null;
        frame.IsDecoded = !isElement && !frame.IsSpread && raw[JsonWhiteSpace.Skip(raw, 0)..].StartsWith((byte)'{');
        Walk(frame, json, steps, decoded);
    }

    private static void Walk(EnvelopeFrame frame, ReadOnlySpan<byte> json, List<Step> steps, HashSet<string> decoded)
    {
        var start = JsonWhiteSpace.Skip(json, 0);
        var walked = "";
        var relative = "";
        EnvelopeLevel? level = null;
        for (var i = 0; i <= steps.Count && start >= 0 && start < json.Length; i++)
        {
            var isArray = json[start] == '[' || (i < steps.Count && steps[i].Name is null);
            frame.Depth += json[start] == '{' || isArray ? 1 : 0;
            if (json[start] == '{' && !(i == steps.Count && frame.IsSpread))
            {
                level = new EnvelopeLevel
                {
                    Outer = level,
                    Path = walked,
                    Start = start,
                    Length = Math.Max(0, JsonExtent.EndOf(json, start) - start),
                    IsDecoded = decoded.Contains(relative),
                };
            }

            if (i == steps.Count)
            {
                break;
            }

            var step = WholeStep(json, start, steps, ref i);
            walked += step.Name is null ? Shown(step.Index) : (walked.Length == 0 ? "" : ".") + step.Name;
            relative = step.Name is null
                ? "" : FoldedName.OfPath(relative.Length == 0 ? step.Name : relative + "." + step.Name);
            start = step.Name is null ? Element(json, start, step.Index) : Member(json, start, step.Name);
        }

        frame.Level = level;
    }

    /// <summary>The step with those after it that are one name with it: a member's name may hold points.</summary>
    private static Step WholeStep(ReadOnlySpan<byte> json, int start, List<Step> steps, ref int i)
    {
        var name = steps[i].Name;
        for (var end = i; name is not null; name += "." + steps[end].Name)
        {
            if (Member(json, start, name) >= 0)
            {
                i = end;
                return new Step(name, 0);
            }

            if (++end == steps.Count || steps[end].Name is null)
            {
                break;
            }
        }

        return steps[i];
    }

    private static int Member(ReadOnlySpan<byte> json, int start, string name)
    {
        var position = JsonWhiteSpace.Skip(json, start + 1);
        while (position < json.Length && json[position] == '"')
        {
            var end = JsonExtent.EndOfText(json, position);
            var value = end < 0 ? end : JsonWhiteSpace.Skip(json, JsonWhiteSpace.Skip(json, end) + 1);
            if (value < 0 || value >= json.Length)
            {
                return -1;
            }

            if (Unescaped(json[(position + 1)..(end - 1)]) == name)
            {
                return value;
            }

            position = After(json, JsonExtent.EndOf(json, value));
        }

        return -1;
    }

    private static int Element(ReadOnlySpan<byte> json, int start, int index)
    {
        // A decoded array of which nothing is kept here is a text.
        var position = json[start] == '[' ? JsonWhiteSpace.Skip(json, start + 1) : json.Length;
        for (; index > 0 && position < json.Length; index--)
        {
            position = After(json, JsonExtent.EndOf(json, position));
        }

        return position < json.Length && json[position] != ']' ? position : -1;
    }

    /// <summary>What follows the comma after a value.</summary>
    private static int After(ReadOnlySpan<byte> json, int end)
    {
        var comma = end < 0 ? json.Length : JsonWhiteSpace.Skip(json, end);
        return comma < json.Length && json[comma] == ',' ? JsonWhiteSpace.Skip(json, comma + 1) : json.Length;
    }

    private static List<Step> StepsOf(string path)
    {
        var steps = new List<Step>();
        foreach (var part in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            var bracket = part.IndexOf('[', StringComparison.Ordinal);
            var name = bracket < 0 ? part : part[..bracket];
            if (name.Length > 0)
            {
                steps.Add(new Step(name, 0));
            }

            foreach (var index in part[name.Length..].Split('[', ']').Where(text => text.Length > 0))
            {
                steps.Add(new Step(
                    null, int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var i) ? i : 0));
            }
        }

        return steps;
    }

    private static bool IsMember(ReadOnlySpan<byte> raw)
    {
        var end = JsonExtent.EndOfText(raw, 0);
        var colon = end < 0 ? raw.Length : JsonWhiteSpace.Skip(raw, end);
        return colon < raw.Length && raw[colon] == ':';
    }

    private static string NameOf(ReadOnlySpan<byte> raw) => Unescaped(raw[1..(JsonExtent.EndOfText(raw, 0) - 1)]);

    private static string Unescaped(ReadOnlySpan<byte> spelled)
    {
        var name = new byte[spelled.Length];
        return Encoding.UTF8.GetString(name.AsSpan(0, JsonEscapes.UnescapeAny(spelled, name)));
    }

    private static string Shown(int index) => string.Create(CultureInfo.InvariantCulture, $"[{index}]");

    /// <summary>A member's name, or the number of an element.</summary>
    private readonly record struct Step(string? Name, int Index);
}
