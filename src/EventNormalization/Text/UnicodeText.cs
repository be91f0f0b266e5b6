using System;

namespace EventNormalization.Text;

/// <summary>Unicode text as UTF-8, by rules that do not depend on the host.</summary>
internal static class UnicodeText
{
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> utf8) => utf8.Trim(" \t\r\n"u8);

    public static int ToNfc(ReadOnlySpan<byte> utf8, Span<byte> destination)
    {
        utf8.CopyTo(destination);
        return utf8.Length;
    }

    public static int ToLower(ReadOnlySpan<byte> utf8, Span<byte> destination)
    {
        utf8.CopyTo(destination);
        return utf8.Length;
    }
}
