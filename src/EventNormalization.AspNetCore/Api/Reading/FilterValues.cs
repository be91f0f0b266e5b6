using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using EventNormalization.Normalization;

namespace EventNormalization.Api.Reading;

/// <summary>Reads the values of filters like the fields they refer to, so that they can match.</summary>
internal static class FilterValues
{
    /// <summary>The stored forms of a text: all that any schema and any profile reads it as.</summary>
    /// <remarks>A value that no event can have stays as it is: no event has it.</remarks>
    public static ImmutableArray<string> Read(SchemaSet schemas, string field, IReadOnlyList<string>? texts) =>
        [.. (texts ?? []).SelectMany(text => Read(schemas, field, text)).Distinct()];

    private static IEnumerable<string> Read(SchemaSet schemas, string field, string text) => schemas.Schemas
        .Where(named => named.Schema.RecordFieldNames.Contains(field))
        .SelectMany(named => named.Schema.ReadTextByAnyProfile(field, text))
        .Select(value => value.AsText())
        .DefaultIfEmpty(text);
}
