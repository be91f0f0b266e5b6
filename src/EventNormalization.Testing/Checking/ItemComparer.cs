using System.Collections.Generic;

namespace EventNormalization.Testing.Checking;

/// <summary>Compares items that may be sequences.</summary>
internal sealed class ItemComparer : IEqualityComparer<object?>
{
    public static readonly ItemComparer Instance = new();

    public new bool Equals(object? x, object? y) => Values.AreEqual(x, y);

    // Sequences are compared in their order alone; nothing is looked up.
    public int GetHashCode(object obj) => 0;
}
