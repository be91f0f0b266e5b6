using System.Collections.Generic;
using System.Linq;
using EventNormalization.Normalization;

namespace EventNormalization.Api.Reading;

/// <summary>The fields that records have by the schemas in force.</summary>
internal static class SchemaFields
{
    /// <summary>Each field once; of several schemas the first that has it.</summary>
    public static IEnumerable<FieldDefinition> Of(SchemaSet schemas) => schemas.Schemas
        .SelectMany(named => AllOf(named.Schema)).DistinctBy(field => field.Name);

    private static IEnumerable<FieldDefinition> AllOf(EventSchema schema) =>
    [
        schema.ClientId, schema.Metric, schema.Amount, schema.Timestamp,
        .. schema.FurtherFields.Any(field => field.Name == schema.Currency.Name)
            ? [] : new FieldDefinition[] { schema.Currency },
        .. schema.FurtherFields,
    ];
}
