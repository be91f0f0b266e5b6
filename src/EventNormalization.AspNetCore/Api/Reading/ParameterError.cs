using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;

namespace EventNormalization.Api.Reading;

/// <summary>What is wrong with a parameter of a query.</summary>
internal sealed class ParameterError
{
    /// <summary>The parameter, as it was written.</summary>
    public required string Parameter { get; init; }

    /// <summary>The offending text; <see langword="null"/> if there is none.</summary>
    public string? Found { get; init; }

    /// <summary>What would have been read, as a noun phrase.</summary>
    public required string Expected { get; init; }

    /// <summary>Where in the value it stands, in characters from 1; <see langword="null"/> is all of it.</summary>
    public int? Column { get; init; }

    /// <summary>The names that are known there.</summary>
    public IReadOnlyList<string> Known { get; init; } = [];

    /// <summary>The known name that is near what was found.</summary>
    public string? Near { get; init; }

    /// <summary>The error in a sentence.</summary>
    public string Message => MessageOf(Parameter);

    /// <summary>The error in a sentence that calls the parameter by another name.</summary>
    public string MessageOf(string name) => name
        + (Column is { } column ? string.Create(CultureInfo.InvariantCulture, $", column {column}") : "")
        + (Found is null ? "" : $": found \"{Found}\"") + (Found is null ? ": expected " : ", expected ") + Expected
        + (Known.Count == 0 ? "" : ": " + string.Join(", ", Known))
        + (Near is null ? "." : $". Did you mean \"{Near}\"?");

    /// <summary>Writes it as an object.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("parameter"u8, Parameter);
        if (Column is { } column)
        {
            json.WriteNumber("column"u8, column);
        }

        json.WriteString("found"u8, Found);
        json.WriteString("expected"u8, Expected);
        json.WriteString("message"u8, Message);
        if (Known.Count > 0)
        {
            json.WriteStartArray("known"u8);
            foreach (var name in Known)
            {
                json.WriteStringValue(name);
            }

            json.WriteEndArray();
        }

        if (Near is not null)
        {
            json.WriteString("did_you_mean"u8, Near);
        }

        json.WriteEndObject();
    }
}
