using System;
using System.Collections.Immutable;
using System.Linq;
using EventNormalization.Cli.Output;
using EventNormalization.Normalization;

namespace EventNormalization.Cli.Commands;

/// <summary>The values of filters, which are read like the fields that they are compared with.</summary>
internal static class FilterValues
{
    /// <summary>The values as they are stored, whatever letter case a client's profile gives its metrics.</summary>
    public static ImmutableArray<string> Read(string option, EventSchema schema, string field, string[]? texts)
    {
        var profiles = schema.Profiles.Values.Append(schema.DefaultProfile);
        var cases = profiles.Select(profile => profile.MetricCase).Distinct();
        var schemas = cases.Select(letters => schema with
        {
            DefaultProfile = schema.DefaultProfile with { MetricCase = letters },
        }).ToList();
        var values = (texts ?? []).SelectMany(text => schemas.Select(rules => Read(option, rules, field, text)));
        return [.. values.Distinct()];
    }

    private static string Read(string option, EventSchema schema, string field, string text)
    {
        var value = schema.ReadText(field, text);
        return value.IsSuccess
            ? value.Value.AsText()
            : throw new UsageException(
                $"{option}: found \"{Visible.Escape(text)}\", expected {value.Failure.Expected}.");
    }
}
