using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using EventNormalization.Normalization;

namespace EventNormalization.Cli.Commands;

/// <summary>Reads the values of filters like the field that they are about, so that they can be met.</summary>
internal static class FilterTexts
{
    /// <summary>The texts as they are stored; where profiles read one differently, each of the readings.</summary>
    /// <remarks>A value that no event can have stays as it is: no event has it.</remarks>
    public static ImmutableArray<string> Read(
        IFieldParser<string> parser, EventSchema schema, IReadOnlyList<string>? texts)
    {
        if (texts is null or [])
        {
            return [];
        }

        ClientProfile[] profiles = [schema.DefaultProfile, .. schema.Profiles.Values.DistinctBy(p => p.MetricCase)];
        return [.. texts.SelectMany(text => profiles.Select(profile => Read(parser, profile, text))).Distinct()];
    }

    private static string Read(IFieldParser<string> parser, ClientProfile profile, string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0)
        {
            return text;
        }

        var result = parser.Parse(new FieldInput(JsonKind.Text, Encoding.UTF8.GetBytes(trimmed)), profile);
        return result.IsSuccess ? result.Value : text;
    }
}
