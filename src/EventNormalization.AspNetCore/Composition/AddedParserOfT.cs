using System;
using System.Collections.Generic;
using System.Linq;
using EventNormalization.Normalization;
using NodaTime;

namespace EventNormalization.Composition;

/// <summary>A parser of the host's own for the values of one type.</summary>
internal sealed class AddedParser<T>(string field, IFieldParser<T> parser, string? clientId)
    : AddedParser(field, clientId)
{
    protected override EventSchema AddTo(EventSchema schema, FieldDefinition definition)
    {
        if (definition is not FieldDefinition<T> own)
        {
            throw new ArgumentException(
                $"AddParser: found a parser of {typeof(T).Name} for the field '{Field}', expected one of its "
                + $"{definition.Kind}.");
        }

        return ClientId is null ? Replace(schema, own with { Parser = parser }) : AddTo(schema, ClientId);
    }

    private EventSchema AddTo(EventSchema schema, string clientId)
    {
        var profile = schema.Profiles.GetValueOrDefault(clientId) ?? schema.DefaultProfile;
        return schema with { Profiles = schema.Profiles.SetItem(clientId, profile.WithParser(Field, parser)) };
    }

    private static EventSchema Replace(EventSchema schema, FieldDefinition<T> field) => field switch
    {
        FieldDefinition<string> text when text.Name == schema.ClientId.Name => schema with { ClientId = text },
        FieldDefinition<string> text when text.Name == schema.Metric.Name => schema with { Metric = text },
        FieldDefinition<decimal> number when number.Name == schema.Amount.Name => schema with { Amount = number },
        FieldDefinition<Instant> time when time.Name == schema.Timestamp.Name => schema with { Timestamp = time },
        FieldDefinition<string> text when text.Name == schema.Currency.Name => schema with { Currency = text },
        FieldDefinition<string> text when text.Name == schema.Key?.Name => schema with { Key = text },
        _ => schema with
        {
            FurtherFields = [.. schema.FurtherFields.Select(other => other.Name == field.Name ? field : other)],
        },
    };
}
