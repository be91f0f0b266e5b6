using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EventNormalization.Sqlite;

/// <summary>The few calls of SQLite that are made for every column of every row, without a wrapper's objects.</summary>
/// <remarks>It is the library that <c>SQLitePCLRaw.lib.e_sqlite3</c> brings; the wrapper calls the same.</remarks>
internal static unsafe partial class SqliteNative
{
    private const string Library = "e_sqlite3";

    [LibraryImport(Library, EntryPoint = "sqlite3_create_function_v2")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int CreateFunction(
        nint database,
        byte* name,
        int argumentCount,
        int flags,
        nint application,
        delegate* unmanaged[Cdecl]<nint, int, nint*, void> function,
        nint step,
        nint final,
        nint destroy);

    [LibraryImport(Library, EntryPoint = "sqlite3_wal_hook")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial nint SetLogHook(
        nint database, delegate* unmanaged[Cdecl]<nint, nint, nint, int, int> hook, nint argument);

    [LibraryImport(Library, EntryPoint = "sqlite3_value_type")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl), typeof(CallConvSuppressGCTransition)])]
    public static partial int TypeOf(nint value);

    [LibraryImport(Library, EntryPoint = "sqlite3_value_int64")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl), typeof(CallConvSuppressGCTransition)])]
    public static partial long NumberOf(nint value);

    [LibraryImport(Library, EntryPoint = "sqlite3_value_blob")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl), typeof(CallConvSuppressGCTransition)])]
    public static partial byte* BytesOf(nint value);

    [LibraryImport(Library, EntryPoint = "sqlite3_value_bytes")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl), typeof(CallConvSuppressGCTransition)])]
    public static partial int LengthOf(nint value);

    [LibraryImport(Library, EntryPoint = "sqlite3_result_int64")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl), typeof(CallConvSuppressGCTransition)])]
    public static partial void Give(nint context, long number);

    [LibraryImport(Library, EntryPoint = "sqlite3_result_error")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void GiveError(nint context, byte* utf8, int length);

    [LibraryImport(Library, EntryPoint = "sqlite3_result_error_code")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void GiveErrorCode(nint context, int code);
}
