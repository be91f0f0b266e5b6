using System;
using System.Linq;
using EventNormalization.Normalization;

namespace EventNormalization.Composition;

/// <summary>A parser that the host adds to whatever schema is in force.</summary>
internal abstract class AddedParser(string field, string? clientId)
{
    /// <summary>The field that it reads.</summary>
    public string Field { get; } = field;

    /// <summary>The only client whose values it reads; <see langword="null"/> for all.</summary>
    protected string? ClientId { get; } = clientId;

    /// <summary>The schema with the parser in it; <see langword="null"/> if it has no such field.</summary>
    /// <exception cref="ArgumentException">The field's values are of another type.</exception>
    public EventSchema? AddTo(EventSchema schema)
    {
        FieldDefinition?[] fields =
        [
            schema.ClientId, schema.Metric, schema.Amount, schema.Timestamp, schema.Currency, schema.Key,
            .. schema.FurtherFields,
        ];
        var definition = fields.FirstOrDefault(item => item?.Name == Field);
        return definition is null ? null : AddTo(schema, definition);
    }

    protected abstract EventSchema AddTo(EventSchema schema, FieldDefinition definition);
}
