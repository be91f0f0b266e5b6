using System;
using System.Threading;

namespace EventNormalization.Normalization;

/// <summary>Remembers what was worked out of the rules of amounts.</summary>
/// <remarks>
/// It is no part of what the rules say, so all of them are equal. A copy of the rules takes it along and finds by the
/// reference that it is of others. Two threads that ask for it at once compute the same.
/// </remarks>
internal struct CompiledAmountForm : IEquatable<CompiledAmountForm>
{
    private CompiledAmountRules? _compiled;

    /// <summary>What was worked out of the rules, which must have been checked.</summary>
    public CompiledAmountRules Of(AmountRules rules)
    {
        var compiled = Volatile.Read(ref _compiled);
        if (!ReferenceEquals(compiled?.Rules, rules))
        {
            compiled = new CompiledAmountRules(rules);
            Volatile.Write(ref _compiled, compiled);
        }

        return compiled!;
    }

    public readonly bool Equals(CompiledAmountForm other) => true;

    public override readonly bool Equals(object? obj) => obj is CompiledAmountForm;

    public override readonly int GetHashCode() => 0;
}
