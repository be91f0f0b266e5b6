using System;

namespace EventNormalization;

/// <summary>What follows from other members of a record: no part of what it says, so all of them are equal.</summary>
internal readonly struct Derived<T>(T value) : IEquatable<Derived<T>>
{
    public T Value { get; } = value;

    public bool Equals(Derived<T> other) => true;

    public override bool Equals(object? obj) => obj is Derived<T>;

    public override int GetHashCode() => 0;
}
