using EventNormalization.Normalization;

namespace EventNormalization.Sqlite;

/// <summary>A further field as it is written.</summary>
internal sealed class FieldRow
{
    public required string Name { get; init; }

    public required FieldValueKind Kind { get; init; }

    public required string Value { get; init; }
}
