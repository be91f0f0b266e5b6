using System.Diagnostics.CodeAnalysis;

namespace EventNormalization.Testing.Checking;

/// <summary>Asserts that a value is not null.</summary>
internal static class Presence
{
    public static T Present<T>([NotNull] this T? value)
        where T : class => value ?? throw new MismatchException("nothing", "something");

    public static T Present<T>([NotNull] this T? value)
        where T : struct => value ?? throw new MismatchException("nothing", "something");
}
