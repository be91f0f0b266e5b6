using System;

namespace EventNormalization;

/// <summary>A value that is derived from other members of a record, and so is left out of its equality.</summary>
internal readonly struct Derived<T>(T value) : IEquatable<Derived<T>>
{
    public T Value { get; } = value;

    public bool Equals(Derived<T> other) => true;

    public override bool Equals(object? obj) => obj is Derived<T>;

    public override int GetHashCode() => 0;
}
