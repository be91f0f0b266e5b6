using System.Collections.Immutable;
using System.Linq;

namespace EventNormalization.Normalization;

/// <summary>The fields of a schema as one client's profile reads them.</summary>
internal static class ProfileParsers
{
    /// <summary>The fields, with the profile's parser where it has one of the same type.</summary>
    public static ImmutableArray<FieldDefinition> Apply(
        ClientProfile profile, ImmutableArray<FieldDefinition> fields) =>
        profile.Parsers.IsEmpty ? fields : [.. fields.Select(field => Apply(profile, field))];

    /// <summary>One field, with the profile's parser where it has one of the same type.</summary>
    public static FieldDefinition Apply(ClientProfile profile, FieldDefinition field) =>
        profile.Parsers.TryGetValue(field.Name, out var own) && own.Kind == field.Kind ? field.ReadBy(own) : field;
}
