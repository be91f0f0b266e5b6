using System;
using System.Runtime.CompilerServices;

namespace EventNormalization;

/// <summary>Checks arguments of enum types: a value that the enum does not name is refused.</summary>
internal static class EnumGuard
{
    /// <summary>The value itself.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The enumeration does not name the value.</exception>
    public static T Checked<T>(T value, [CallerArgumentExpression(nameof(value))] string? name = null)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            throw new ArgumentOutOfRangeException(name, value, $"No such {typeof(T).Name} is known.");
        }

        return value;
    }
}
