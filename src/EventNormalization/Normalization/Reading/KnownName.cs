using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EventNormalization.Normalization;

/// <summary>A name at a place of the map, and the object that had it last. As long as a cache line.</summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
internal struct KnownName
{
    /// <summary>The name with zeros behind it, which no name holds without an escape.</summary>
    public Vector256<byte> Text;

    /// <summary>The number of the object that had a member of this name last; 0 if there was none.</summary>
    public ulong LastObject;

    /// <summary>Where the name is looked up.</summary>
    public int Place;

    /// <summary>What it means there.</summary>
    public NameTarget Target;
}
