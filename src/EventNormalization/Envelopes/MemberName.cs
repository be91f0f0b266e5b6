using System;
using System.Text;
using EventNormalization.Json;

namespace EventNormalization.Envelopes;

/// <summary>Names of members as paths show them.</summary>
internal static class MemberName
{
    /// <summary>The name that is spelled so in JSON.</summary>
    public static string Of(ReadOnlySpan<byte> spelled)
    {
        if (!spelled.Contains((byte)'\\'))
        {
            return Encoding.UTF8.GetString(spelled);
        }

        var name = new byte[spelled.Length];
        return Encoding.UTF8.GetString(name.AsSpan(0, JsonEscapes.UnescapeAny(spelled, name)));
    }
}
