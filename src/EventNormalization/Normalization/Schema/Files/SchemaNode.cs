using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace EventNormalization.Normalization;

/// <summary>A value of a schema file with its path. Reads notes what is wrong and goes on with the fallback.</summary>
internal readonly struct SchemaNode(JsonElement element, string around, string? name, List<SchemaFileError> errors)
{
    // Made only where it is asked for: of 100,000 profiles, hardly one is wrong.
    public string Path => name is null ? around : around + "." + name;

    public List<SchemaFileError> Errors => errors;

    public JsonElement Element => element;

    /// <summary>Notes that something is wrong here.</summary>
    public void Fail(string reason) => errors.Add(new SchemaFileError { Path = Path, Reason = reason });

    /// <summary>Checks that this is an object with no other members than these.</summary>
    public bool IsObjectOf(params ReadOnlySpan<string> names)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Expected("an object");
            return false;
        }

        foreach (var member in element.EnumerateObject())
        {
            if (NameOf(member) is not { } found)
            {
                Fail("has a name with half of a surrogate pair");
            }
            else if (!names.Contains(found))
            {
                new SchemaNode(member.Value, Path, found, errors).Fail(
                    $"is no member known here; expected one of {string.Join(", ", names.ToArray())}");
            }
        }

        return true;
    }

    /// <summary>The member of this name, if it is there and not null.</summary>
    public bool TryGet(string member, out SchemaNode node)
    {
        if (element.ValueKind == JsonValueKind.Object
            && element.TryGetProperty(member, out var value) && value.ValueKind != JsonValueKind.Null)
        {
            node = new SchemaNode(value, Path, member, errors);
            return true;
        }

        node = default;
        return false;
    }

    /// <summary>All members with their names.</summary>
    public IEnumerable<(string Name, SchemaNode Value)> Members()
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Expected("an object");
            return [];
        }

        var members = new List<(string Name, SchemaNode Value)>();
        var path = Path;
        foreach (var member in element.EnumerateObject())
        {
            if (NameOf(member) is { } found)
            {
                members.Add((found, new SchemaNode(member.Value, path, found, errors)));
            }
            else
            {
                Fail("has a name with half of a surrogate pair");
            }
        }

        return members;
    }

    /// <summary>A text.</summary>
    public string? Text()
    {
        if (element.ValueKind != JsonValueKind.String)
        {
            Expected("a text");
            return null;
        }

        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            // The framework says by exception alone that an escape names half of a surrogate pair.
            Expected("a text without half of a surrogate pair");
            return null;
        }
    }

    /// <summary>An array of texts.</summary>
    public ImmutableArray<string> Texts()
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            Expected("an array of texts");
            return [];
        }

        var texts = ImmutableArray.CreateBuilder<string>();
        var (path, index) = (Path, 0);
        foreach (var item in element.EnumerateArray())
        {
            var itemPath = path + "[" + index++.ToString(CultureInfo.InvariantCulture) + "]";
            if (new SchemaNode(item, itemPath, null, errors).Text() is { } text)
            {
                texts.Add(text);
            }
        }

        return texts.ToImmutable();
    }

    /// <summary>A whole number within a range.</summary>
    public int? Integer(int min, int max)
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var value) && value >= min
            && value <= max)
        {
            return value;
        }

        Expected(string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max}"));
        return null;
    }

    /// <summary>True or false.</summary>
    public bool? Truth()
    {
        if (element.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return element.GetBoolean();
        }

        Expected("true or false");
        return null;
    }

    /// <summary>One of a few words.</summary>
    public T? Word<T>(params ReadOnlySpan<(string Word, T Value)> words)
        where T : struct
    {
        foreach (var (word, value) in words)
        {
            if (element.ValueKind == JsonValueKind.String && element.ValueEquals(word))
            {
                return value;
            }
        }

        Expected("one of " + string.Join(", ", words.ToArray().Select(pair => pair.Word)));
        return null;
    }

    /// <summary>Notes what was found here and what was expected.</summary>
    public void Expected(string expected) => Fail($"found {Shown()}, expected {expected}");

    private static string? NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            // As for texts.
            return null;
        }
    }

    private string Shown() => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        _ => OffendingText.Escape(element.GetRawText()),
    };
}
