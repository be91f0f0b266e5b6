using System;
using System.Buffers;
using System.Runtime.CompilerServices;

namespace EventNormalization.Canonicalization;

/// <summary>Writes JSON in the canonical form of RFC 8785 (JCS), the one text that all equal documents share.</summary>
/// <remarks>
/// Laws: the canonical form of a canonical form is itself; documents that differ only in white space, order of
/// members, escapes or the spelling of numbers have one canonical form. Numbers are IEEE 754 doubles, as the RFC says.
/// Refused are what the RFC refuses: names that repeat (also when escaped differently), half surrogate pairs, numbers
/// beyond a double, bytes that are not UTF-8, a byte order mark, anything after the value. Safe for concurrent use.
/// </remarks>
public static class CanonicalJson
{
    /// <summary>The canonical form of <paramref name="utf8Json"/>.</summary>
    /// <param name="utf8Json">One JSON document in UTF-8, without a byte order mark.</param>
    /// <returns>The bytes of RFC 8785 in memory of their own: UTF-8 without white space between tokens.</returns>
    /// <exception cref="CanonicalJsonException">The document has no canonical form.</exception>
    public static byte[] Canonicalize(ReadOnlySpan<byte> utf8Json)
    {
        var destination = new ArrayBufferWriter<byte>(Math.Max(utf8Json.Length, 1));
        var result = Canonicalize(utf8Json, destination);
        return result.IsSuccess
            ? destination.WrittenSpan.ToArray()
            : throw new CanonicalJsonException(result.Failure);
    }

    /// <summary>Writes the canonical form of <paramref name="utf8Json"/>, or nothing if there is none.</summary>
    /// <param name="utf8Json">One JSON value of any kind, with or without white space around it.</param>
    /// <param name="destination">Takes the canonical text.</param>
    /// <param name="options">The limits; <see cref="CanonicalJsonOptions.Default"/> if left out.</param>
    /// <returns>Success, or the first reason found why there is no canonical form.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="destination"/> is null.</exception>
    [SkipLocalsInit]
    public static CanonicalJsonResult Canonicalize(
        ReadOnlySpan<byte> utf8Json,
        IBufferWriter<byte> destination,
        CanonicalJsonOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(destination);
        options ??= CanonicalJsonOptions.Default;
        var memory = new CanonicalMemory
        {
            Text = stackalloc byte[CanonicalPass.InitialTextLength],
            Members = stackalloc CanonicalMember[CanonicalPass.InitialMemberCount],
            Frames = stackalloc CanonicalFrame[CanonicalPass.InitialDepth],
        };
        var pass = new CanonicalPass(utf8Json, options, memory);
        try
        {
            return new CanonicalJsonResult(pass.Run(destination));
        }
        finally
        {
            pass.Dispose();
        }
    }
}
