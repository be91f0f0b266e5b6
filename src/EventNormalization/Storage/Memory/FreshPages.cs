using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EventNormalization.Storage;

/// <summary>
/// Has the operating system provide the pages of new memory all at once, not at the first use of each.
/// </summary>
/// <remarks>
/// A fault for each page costs more than all look-ups in the memory do, above all in virtual machines. On Linux it is
/// <c>madvise</c> with <c>MADV_POPULATE_WRITE</c> (since 5.14). Where that is missing, pages come one by one as always.
/// </remarks>
internal static partial class FreshPages
{
    private const int PopulateWrite = 23;

    // For fewer, asking takes as long as the faults do.
    private const int PagesMin = 4;
    private static readonly nint PageSize = Environment.SystemPageSize;
    private static volatile bool _isMissing = !OperatingSystem.IsLinux();

    /// <summary>Provides the whole pages of an array that is pinned and will be written from end to end.</summary>
    public static void Provide<T>(T[] pinned)
        where T : unmanaged
    {
        var start = Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0);
        var first = (start + PageSize - 1) / PageSize * PageSize;
        var end = (start + ((nint)pinned.Length * Unsafe.SizeOf<T>())) / PageSize * PageSize;
        if (end - first < PagesMin * PageSize || _isMissing)
        {
            return;
        }

        try
        {
            _isMissing = Advise(first, end - first, PopulateWrite) != 0;
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            _isMissing = true;
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint address, nint length, int advice);
}
