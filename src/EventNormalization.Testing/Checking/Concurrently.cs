using System;
using System.Threading.Tasks;

namespace EventNormalization.Testing.Checking;

/// <summary>Starts work on another thread, for promises about concurrent callers.</summary>
internal static class Concurrently
{
    // The ban is for the library, whose lanes queue its work; here the point is that the order is undefined.
#pragma warning disable RS0030
    public static Task Run(Func<Task> work) => Task.Run(work);

    public static Task<T> Run<T>(Func<Task<T>> work) => Task.Run(work);
#pragma warning restore RS0030
}
