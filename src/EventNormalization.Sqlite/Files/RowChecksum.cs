using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using SQLitePCL;

namespace EventNormalization.Sqlite;

/// <summary>Two functions of SQL: the checksum of a row, and the check of a row against the checksum it has.</summary>
/// <remarks>
/// <para><c>row_checksum(table, column, ...)</c> is 64 bits over the table's name and all columns in their order, with
/// their types and lengths; the row's number or key is among them, so that a row which has moved is seen.
/// <c>row_is_whole(checksum, table, column, ...)</c> is 1, or the error SQLITE_CORRUPT: it never lets a damaged row
/// pass as one that a condition leaves out.</para>
/// <para>Law: rows that differ in one word of eight bytes have different checksums, since each step is a bijection of
/// the word and of what was hashed before. Other differences meet with a chance of 1 in 2^64. It is no protection from
/// somebody who means to deceive.</para>
/// </remarks>
internal static unsafe class RowChecksum
{
    public const string Function = "row_checksum";
    public const string Check = "row_is_whole";

    private const ulong Seed = 0x9AE16A3B2F90404F;
    private const ulong Odd = 0x9E3779B97F4A7C15;

    /// <summary>Makes both functions known to a connection.</summary>
    public static void AddTo(SqliteDatabase database, nint handle)
    {
        const int flags = raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC;
        fixed (byte* name = "row_checksum\0"u8)
        {
            database.Check(SqliteNative.CreateFunction(handle, name, -1, flags, 0, &Give, 0, 0, 0));
        }

        fixed (byte* name = "row_is_whole\0"u8)
        {
            database.Check(SqliteNative.CreateFunction(handle, name, -1, flags, 0, &GiveWhole, 0, 0, 0));
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Give(nint context, int count, nint* values) =>
        SqliteNative.Give(context, unchecked((long)Hash(new ReadOnlySpan<nint>(values, count))));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void GiveWhole(nint context, int count, nint* values)
    {
        var all = new ReadOnlySpan<nint>(values, count);
        var isWhole = SqliteNative.TypeOf(all[0]) == raw.SQLITE_INTEGER
            && unchecked((ulong)SqliteNative.NumberOf(all[0])) == Hash(all[1..]);
        if (isWhole)
        {
            SqliteNative.Give(context, 1);
            return;
        }

        var table = Encoding.UTF8.GetString(SqliteNative.BytesOf(all[1]), SqliteNative.LengthOf(all[1]));
        var message = Encoding.UTF8.GetBytes($"a row of the table {table} is not what was written");
        fixed (byte* utf8 = message)
        {
            SqliteNative.GiveError(context, utf8, message.Length);
        }

        SqliteNative.GiveErrorCode(context, raw.SQLITE_CORRUPT);
    }

    // It is called for every row from the first one on: there is no time to find out that it is hot.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ulong Hash(ReadOnlySpan<nint> values)
    {
        var hash = Seed;
        foreach (var value in values)
        {
            var type = SqliteNative.TypeOf(value);
            if (type == raw.SQLITE_INTEGER)
            {
                hash = Mix(Mix(hash, (ulong)type), unchecked((ulong)SqliteNative.NumberOf(value)));
            }
            else if (type == raw.SQLITE_NULL)
            {
                hash = Mix(hash, (ulong)type);
            }
            else
            {
                // The bytes come first: asking for them may change how SQLite holds the value, and so its length.
                var bytes = SqliteNative.BytesOf(value);
                var length = SqliteNative.LengthOf(value);
                hash = Mix(Mix(hash, (ulong)type), (ulong)length);
                hash = Hash(hash, new ReadOnlySpan<byte>(bytes, length));
            }
        }

        return hash;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ulong Hash(ulong hash, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= sizeof(ulong))
        {
            hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        var last = 0UL;
        for (var i = 0; i < bytes.Length; i++)
        {
            last |= (ulong)bytes[i] << (8 * i);
        }

        return bytes.IsEmpty ? hash : Mix(hash, last);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong hash, ulong word)
    {
        hash = unchecked((hash ^ word) * Odd);
        return hash ^ (hash >> 32);
    }
}
