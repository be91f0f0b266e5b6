using System;
using System.Threading;

namespace EventNormalization.Normalization;

/// <summary>Remembers what was worked out of a schema, so that it is checked once however many read by it.</summary>
/// <remarks>
/// It is no part of what the schema says, so all of them are equal. A copy of a schema takes it along and finds by the
/// reference that it is of another one. Two threads that ask for it at once compute the same.
/// </remarks>
internal struct CompiledForm : IEquatable<CompiledForm>
{
    private CompiledSchema? _compiled;

    /// <summary>What was worked out of the schema, with its faults.</summary>
    public CompiledSchema Of(EventSchema schema)
    {
        var compiled = Volatile.Read(ref _compiled);
        if (!ReferenceEquals(compiled?.Schema, schema))
        {
            compiled = new CompiledSchema(schema);
            Volatile.Write(ref _compiled, compiled);
        }

        return compiled!;
    }

    public readonly bool Equals(CompiledForm other) => true;

    public override readonly bool Equals(object? obj) => obj is CompiledForm;

    public override readonly int GetHashCode() => 0;
}
