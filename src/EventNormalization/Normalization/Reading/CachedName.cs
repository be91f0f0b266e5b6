using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EventNormalization.Normalization;

/// <summary>A name at a place of the map, and the object that had it last. As long as a cache line.</summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
internal struct CachedName
{
    /// <summary>The name with zeros after it.</summary>
    public Vector256<byte> Text;

    /// <summary>The number of the object that had a member of this name last; 0 if there was none.</summary>
    public ulong LastObject;

    /// <summary>How long it is and where it is looked up; 0 if there is no name.</summary>
    public uint Key;

    /// <summary>What it means there.</summary>
    public NameTarget Target;
}
