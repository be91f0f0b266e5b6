using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.Security.Cryptography;

namespace EventNormalization.Tests.Canonicalization;

/// <summary>The doubles on which implementers of RFC 8785 compare their output, in the published order.</summary>
/// <remarks>
/// First the numbers on which implementations are known to differ, then 2,000 from the smallest normal double upwards,
/// then doubles cut from a chain of SHA-256 hashes that begins with 32 zero bytes.
/// </remarks>
internal static class EcmaScriptNumberStream
{
    private const ulong SmallestNormal = 0x0010_0000_0000_0000;
    private const int SerialCount = 2_000;

    // Thirds of the powers of ten from 1e22 down to 1e-27, each with its own rounding.
    private static readonly ulong[] Thirds =
    [
        0x446696695dbd1cc3, 0x443211ede4974a35, 0x43fce97ca0f21056, 0x43c7213080c1a6ac, 0x439280f39a348556,
        0x435d9b1f5d20d557, 0x4327af4c4a80aaac, 0x42f2f2a36ecd5556, 0x42be51057e155558, 0x428840d131aaaaac,
        0x4253670dc1555557, 0x421f0b4935555557, 0x41e8d5d42aaaaaac, 0x41b3de4355555556, 0x417fca0555555556,
        0x41496e6aaaaaaaab, 0x4114585555555555, 0x40e046aaaaaaaaab, 0x40aa0aaaaaaaaaaa, 0x4074d55555555555,
        0x4040aaaaaaaaaaab, 0x400aaaaaaaaaaaab, 0x3fd5555555555555, 0x3fa1111111111111, 0x3f6b4e81b4e81b4f,
        0x3f35d867c3ece2a5, 0x3f0179ec9cbd821e, 0x3ecbf647612f3696, 0x3e965e9f80f29212, 0x3e61e54c672874db,
        0x3e2ca213d840baf8, 0x3df6e80fe033c8c6, 0x3dc2533fe68fd3d2, 0x3d8d51ffd74c861c, 0x3d5774ccac3d3817,
        0x3d22c3d6f030f9ac, 0x3cee0624b3818f79, 0x3cb804ea293472c7, 0x3c833721ba905bd3, 0x3c4ebe9c5db3c61e,
        0x3c18987d17c304e5, 0x3be3ad30dfcf371d, 0x3baf7b816618582f, 0x3b792f9ab81379bf, 0x3b442615600f9499,
        0x3b101e77800c76e1, 0x3ad9ca58cce0be35, 0x3aa4a1e0a3e6fe90, 0x3a708180831f320d, 0x3a3a68cd9e985016,
    ];

    // One and its neighbours, three tenths, both ends of the normal range, the first integer without a successor,
    // and the borders at which the exponent appears.
    private static readonly ulong[] Borders =
    [
        0x3ed4f8b588e368f1, 0x3ff0000000000000, 0xbff0000000000000, 0xbfeffffffffffffa, 0xbfeffffffffffffb,
        0x3feffffffffffffa, 0x3feffffffffffffb, 0x3feffffffffffffc, 0x3feffffffffffffe, 0xbfefffffffffffff,
        0xbfefffffffffffff, 0x3fefffffffffffff, 0x3fefffffffffffff, 0x3fd3333333333332, 0x3fd3333333333333,
        0x3fd3333333333334, 0x0010000000000000, 0x000ffffffffffffd, 0x000fffffffffffff, 0x7fefffffffffffff,
        0xffefffffffffffff, 0x4340000000000000, 0xc340000000000000, 0x4430000000000000, 0x44b52d02c7e14af5,
        0x44b52d02c7e14af6, 0x44b52d02c7e14af7, 0x444b1ae4d6e2ef4e, 0x444b1ae4d6e2ef4f, 0x444b1ae4d6e2ef50,
        0x3eb0c6f7a0b5ed8c, 0x3eb0c6f7a0b5ed8d, 0x41b3de4355555553, 0x41b3de4355555554, 0x41b3de4355555555,
        0x41b3de4355555556, 0x41b3de4355555557, 0xbecbf647612f3696, 0x43143ff3c1cb0959,
    ];

    public static IEnumerable<double> Take(int count)
    {
        foreach (var value in All())
        {
            if (count-- == 0)
            {
                yield break;
            }

            yield return value;
        }
    }

    private static IEnumerable<double> All()
    {
        foreach (var value in Known())
        {
            yield return value;
        }

        for (var i = 0UL; i < SerialCount; i++)
        {
            yield return BitConverter.UInt64BitsToDouble(SmallestNormal + i);
        }

        for (var block = SHA256.HashData(new byte[32]); ; block = SHA256.HashData(block))
        {
            for (var offset = 0; offset < block.Length; offset += sizeof(double))
            {
                var value = BinaryPrimitives.ReadDoubleLittleEndian(block.AsSpan(offset));
                if (value != 0 && double.IsFinite(value))
                {
                    yield return value;
                }
            }
        }
    }

    private static IEnumerable<double> Known()
    {
        yield return 0.0;
        yield return -0.0;
        yield return double.Epsilon;
        yield return -double.Epsilon;
        foreach (var sign in new[] { -1.0, 1.0 })
        {
            foreach (var third in Thirds)
            {
                yield return sign * BitConverter.UInt64BitsToDouble(third);
            }
        }

        yield return 10;
        for (var exponent = 0; exponent >= -9; exponent--)
        {
            yield return Parse("5e" + exponent.ToString(CultureInfo.InvariantCulture));
        }

        for (var zeros = 1; zeros <= 14; zeros++)
        {
            yield return Parse("5." + new string('0', zeros) + "6e-6");
        }

        foreach (var border in Borders)
        {
            yield return BitConverter.UInt64BitsToDouble(border);
        }
    }

    private static double Parse(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
