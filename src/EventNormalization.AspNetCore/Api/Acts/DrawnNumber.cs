using System.Buffers.Binary;
using System.Security.Cryptography;

namespace EventNormalization.Api.Acts;

/// <summary>Numbers drawn at random, for the names of steps: no two may meet.</summary>
internal static class DrawnNumber
{
    public static ulong Next() =>
        BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));
}
