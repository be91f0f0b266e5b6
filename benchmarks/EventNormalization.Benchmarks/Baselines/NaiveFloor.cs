using System;
using System.Security.Cryptography;
using System.Text.Json;
using EventNormalization.Identity;

namespace EventNormalization.Benchmarks.Baselines;

/// <summary>The least that users of the framework must do: read all tokens, and hash the canonical text.</summary>
/// <remarks>It is given the canonical text. Nothing is looked up, parsed or written.</remarks>
internal static class NaiveFloor
{
    /// <summary>Reads all tokens; returns how many there are.</summary>
    public static int Scan(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        var tokens = 0;
        while (reader.Read())
        {
            tokens++;
        }

        return tokens;
    }

    /// <summary>The framework's SHA-256 of a canonical text.</summary>
    public static RecordId Hash(ReadOnlySpan<byte> canonical)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(canonical, hash);
        return RecordId.FromBytes(hash);
    }
}
