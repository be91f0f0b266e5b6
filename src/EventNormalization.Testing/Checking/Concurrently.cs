using System;
using System.Threading.Tasks;

namespace EventNormalization.Testing.Checking;

/// <summary>Begins work on another thread, for what is promised to many callers at once.</summary>
internal static class Concurrently
{
    // The ban is for the library, whose lanes queue its work; here the point is that nobody orders it.
#pragma warning disable RS0030
    public static Task Run(Func<Task> work) => Task.Run(work);

    public static Task<T> Run<T>(Func<Task<T>> work) => Task.Run(work);
#pragma warning restore RS0030
}
