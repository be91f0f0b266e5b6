using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EventNormalization.Storage;

/// <summary>Makes the operating system populate the pages of new memory at once, rather than on first use.</summary>
/// <remarks>
/// A page fault for each page costs more than all look-ups in the memory, above all in virtual machines. Uses
/// <c>madvise</c> with <c>MADV_POPULATE_WRITE</c> (Linux 5.14); elsewhere, pages are populated on first use as usual.
/// </remarks>
internal static partial class PagePopulation
{
    private const int PopulateWrite = 23;

    // For fewer pages, the call takes as long as the page faults.
    private const int PagesMin = 4;
    private static readonly nint PageSize = Environment.SystemPageSize;
    private static volatile bool _isMissing = !OperatingSystem.IsLinux();

    /// <summary>Populates the whole pages of a pinned array that will be written completely.</summary>
    public static void Populate<T>(T[] pinned)
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
