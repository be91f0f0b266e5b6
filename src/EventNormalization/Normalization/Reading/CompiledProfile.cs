using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;

namespace EventNormalization.Normalization;

/// <summary>A profile with the names and the substitutes of the schema's fields under it.</summary>
internal sealed class CompiledProfile
{
    public CompiledProfile(EventSchema schema, ClientProfile profile, ImmutableArray<FieldDefinition> fields)
    {
        Profile = profile;
        Map = FieldMap.Build(schema, profile);
        Constants = [.. fields.Select(field => Bytes(field.Constant))];
        Defaults = [.. fields.Select(field => Bytes(profile.Defaults.GetValueOrDefault(field.Name) ?? field.Default))];
    }

    public ClientProfile Profile { get; }

    public FieldMap Map { get; }

    /// <summary>By field: the text that is read instead of the event, or null.</summary>
    public ImmutableArray<byte[]?> Constants { get; }

    /// <summary>By field: the text that is read where the event lacks the field, or null.</summary>
    public ImmutableArray<byte[]?> Defaults { get; }

    private static byte[]? Bytes(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);
}
