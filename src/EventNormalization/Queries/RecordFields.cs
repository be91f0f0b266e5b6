using EventNormalization.Normalization;

namespace EventNormalization.Queries;

/// <summary>The fields of a record by name.</summary>
internal static class RecordFields
{
    /// <summary>The value of a field; false if the record lacks it.</summary>
    public static bool TryGet(NormalizedEvent record, string name, out FieldValue value)
    {
        switch (name)
        {
            case FieldNames.ClientId:
                value = FieldValue.FromText(record.ClientId);
                return true;
            case FieldNames.Metric:
                value = FieldValue.FromText(record.Metric);
                return true;
            case FieldNames.Amount:
                value = FieldValue.FromDecimal(record.Amount);
                return true;
            case FieldNames.Timestamp:
                value = FieldValue.FromInstant(record.Timestamp);
                return true;
            case FieldNames.Currency:
                value = record.Currency is { } currency ? FieldValue.FromText(currency) : default;
                return record.Currency is not null;
            default:
                return TryGetFurther(record, name, out value);
        }
    }

    private static bool TryGetFurther(NormalizedEvent record, string name, out FieldValue value)
    {
        foreach (var field in record.Fields)
        {
            if (field.Name == name)
            {
                value = field.Value;
                return true;
            }
        }

        value = default;
        return false;
    }
}
