using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace EventNormalization.Normalization;

/// <summary>Several schemas for one store, without order: each one says when it reads a delivery.</summary>
/// <remarks>
/// Immutable. A delivery that two of them want is <c>json.schema_ambiguous</c>, one that none wants
/// <c>json.schema_unknown</c>: no schema comes before another. The set has one fingerprint, whatever the order in which
/// it was written.
/// </remarks>
public sealed class SchemaSet
{
    /// <summary>The one schema that reads everything.</summary>
    /// <param name="schema">Reads every event; its fingerprint is that of the set.</param>
    /// <exception cref="ArgumentNullException"><paramref name="schema"/> is null.</exception>
    public SchemaSet(EventSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        Schemas = [new NamedSchema { Name = "schema", Schema = schema }];
    }

    /// <summary>Several schemas.</summary>
    /// <param name="schemas">In any order. Of several, each says when it reads.</param>
    /// <exception cref="ArgumentException">
    /// There is none, a name is blank or there twice, or one of several does not say when it reads.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="schemas"/> is null.</exception>
    public SchemaSet(IEnumerable<NamedSchema> schemas)
    {
        ArgumentNullException.ThrowIfNull(schemas);
        Schemas = [.. schemas.OrderBy(schema => schema.Name, StringComparer.Ordinal)];
        Require(!Schemas.IsEmpty, "A set needs at least one schema.");
        for (var i = 0; i < Schemas.Length; i++)
        {
            var name = Schemas[i].Name;
            Require(!string.IsNullOrWhiteSpace(name), "A schema of a set needs a name.");
            Require(i == 0 || Schemas[i - 1].Name != name, $"The set has two schemas named '{name}'.");
            Require(
                Schemas.Length == 1 || !Schemas[i].When.IsAlways,
                $"The schema '{name}' does not say when it reads; expected one of has, context, source.");
            Require(
                Schemas[i].When.Has is not { } path || AliasPath.FindError(path) is null,
                $"The schema '{name}' reads where no member can be: {Schemas[i].When.Has}");
        }
    }

    /// <summary>The schemas, in the order of their names (UTF-16 ordinal).</summary>
    public ImmutableArray<NamedSchema> Schemas { get; }

    /// <summary>The names of all fields that records under one of the schemas may have, each once.</summary>
    public ImmutableArray<string> RecordFieldNames =>
        [.. Schemas.SelectMany(named => named.Schema.RecordFieldNames).Distinct()];

    /// <summary>Whether there is one schema, which reads everything.</summary>
    internal bool IsSingle => Schemas.Length == 1 && Schemas[0].When.IsAlways;

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new ArgumentException(message);
        }
    }
}
