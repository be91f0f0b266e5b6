using System.Collections.Immutable;

namespace EventNormalization.Normalization;

/// <summary>A name of a schema as members are looked up by it: alone, or a path into objects.</summary>
/// <param name="Fault">Why no member can ever have it, or null.</param>
/// <param name="Parts">The names that it leads along; none where there is a fault.</param>
/// <param name="Whole">The name of a member that is literally called so; null where no member is.</param>
internal sealed record SettingPath(string? Fault, ImmutableArray<WrittenName> Parts, WrittenName? Whole);
