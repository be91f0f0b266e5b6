using System.Collections.Immutable;

namespace EventNormalization.Normalization;

/// <content>The record as an object, for callers that keep it.</content>
internal sealed partial class RecordReader
{
    private readonly TextPool _pool = new();

    /// <summary>The record of the event that was read last, which must have been understood.</summary>
    public NormalizedEvent ToRecord() => new()
    {
        ClientId = _pool.Of(ClientIdUtf8),
        Metric = ToMetric(),
        Amount = Amount,
        Timestamp = Timestamp,
        Currency = ToCurrency(),
        Fields = ToFields(),
    };

    /// <summary>The client's id, if it could be read.</summary>
    public string? ToClientId() => _clientId.Length == 0 ? null : _pool.Of(ClientIdUtf8);

    /// <summary>The metric of an event that was understood.</summary>
    public string ToMetric() => _pool.Of(MetricUtf8);

    /// <summary>The currency of an event that was understood, if it has one.</summary>
    public string? ToCurrency() => _currency.Length == 0 ? null : _pool.Of(CurrencyUtf8);

    /// <summary>The further fields that the event has, in the order of their names.</summary>
    public ImmutableArray<EventField> ToFields()
    {
        if (_compiled.FieldsByName.IsEmpty)
        {
            return [];
        }

        var fields = ImmutableArray.CreateBuilder<EventField>();
        foreach (var field in _compiled.FieldsByName)
        {
            if (TryGetFurther(field, out var value))
            {
                fields.Add(new EventField(_compiled.Fields[field].Name, value));
            }
        }

        return fields.ToImmutable();
    }
}
