using System;
using System.Buffers.Binary;
using System.Globalization;
using System.IO;

namespace EventNormalization.Sqlite;

/// <summary>
/// Reads a write-ahead log as SQLite's file format describes it, and sees damage that SQLite passes over.
/// </summary>
/// <remarks>
/// <para>SQLite takes a log up to the first frame that is not valid: that is the end of what was written, or damage,
/// and it does not ask which. A frame has the salts of its generation and a checksum over all before it, so a valid
/// frame of a later transaction after a bad one says that the bad one was whole once: a transaction begins after the
/// one before it is on the disk. So does a frame that one flipped bit made bad, which no interrupted write looks
/// like.</para>
/// <para>What it cannot tell from an interrupted write is other damage within the last transaction.</para>
/// </remarks>
internal sealed class LogScan
{
    private const int HeaderBytes = 32;
    private const int FrameHeaderBytes = 24;
    private const uint Magic = 0x377F0682;

    private readonly byte[] _header = new byte[HeaderBytes];
    private readonly bool _isBigEndian;
    private readonly byte[] _frame;

    private LogScan(Stream log)
    {
        log.ReadExactly(_header);
        var pageSize = Word(_header, 8);
        _isBigEndian = (Word(_header, 0) & 1) != 0;
        var isPage = pageSize is >= 512 and <= 65536 && (pageSize & (pageSize - 1)) == 0;
        IsHeaderValid = (Word(_header, 0) & ~1U) == Magic && isPage
            && Sum(default, _header.AsSpan(0, 24)) == (Word(_header, 24), Word(_header, 28));
        _frame = new byte[FrameHeaderBytes + (isPage ? pageSize : 512)];
    }

    private bool IsHeaderValid { get; }

    /// <summary>Whether there is a log with anything in it.</summary>
    public static bool IsThere(string path) => LengthOf(path) > HeaderBytes;

    /// <summary>What is damaged in a log, in words; null if nothing is seen.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static string? FindDamage(string path)
    {
        // Nobody locks this file, so that closing it lets go of no lock of SQLite's.
        using var log = new FileStream(
            path + "-wal", FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
        if (log.Length <= HeaderBytes)
        {
            return null;
        }

        var scan = new LogScan(log);
        return scan.IsHeaderValid ? scan.ReadFrames(log) : "the beginning of its log (-wal) is damaged";
    }

    /// <summary>The length of the log; 0 if there is none.</summary>
    public static long LengthOf(string path)
    {
        var file = new FileInfo(path + "-wal");
        return file.Exists ? file.Length : 0;
    }

    private string? ReadFrames(Stream log)
    {
        var chain = (Word(_header, 24), Word(_header, 28));
        for (var number = 1L; TryReadFrame(log); number++)
        {
            var sum = SumOfFrame(chain);
            if (HasSalts && sum == Stored)
            {
                chain = sum;
                continue;
            }

            // The salts are not under the checksum: where that is right, the salts were right once.
            var isFlipped = sum == Stored || (HasSalts && WasOneBit(sum));
            return isFlipped || HasLaterTransaction(log, sum)
                ? string.Create(CultureInfo.InvariantCulture, $"frame {number} of its log (-wal) is damaged")
                : null;
        }

        return null;
    }

    /// <summary>Whether a transaction after that of the bad frame, which is in the buffer, was written.</summary>
    private bool HasLaterTransaction(Stream log, (uint, uint) sumOfBad)
    {
        var isCommitted = HasSalts && IsCommit;
        var before = Stored;
        var isBehindBad = true;
        while (TryReadFrame(log))
        {
            var isValid = HasSalts
                && (SumOfFrame(before) == Stored || (isBehindBad && SumOfFrame(sumOfBad) == Stored));
            if (isValid && isCommitted)
            {
                return true;
            }

            isCommitted |= isValid && IsCommit;
            before = Stored;
            isBehindBad = false;
        }

        return false;
    }

    private bool HasSalts => _frame.AsSpan(8, 8).SequenceEqual(_header.AsSpan(16, 8));

    private bool IsCommit => Word(_frame, 4) != 0;

    private (uint, uint) Stored => (Word(_frame, 16), Word(_frame, 20));

    private bool TryReadFrame(Stream log) =>
        log.ReadAtLeast(_frame, _frame.Length, throwOnEndOfStream: false) == _frame.Length;

    private (uint, uint) SumOfFrame((uint, uint) before) =>
        Sum(Sum(before, _frame.AsSpan(0, 8)), _frame.AsSpan(FrameHeaderBytes));

    private (uint, uint) Sum((uint First, uint Second) sum, ReadOnlySpan<byte> bytes)
    {
        var (first, second) = sum;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            first = unchecked(first + WordOf(bytes) + second);
            second = unchecked(second + WordOf(bytes[4..]) + first);
        }

        return (first, second);
    }

    private uint WordOf(ReadOnlySpan<byte> bytes) => _isBigEndian
        ? BinaryPrimitives.ReadUInt32BigEndian(bytes)
        : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    /// <summary>Whether one flipped bit, of what is summed or of the sum that is stored, made the frame bad.</summary>
    private bool WasOneBit((uint First, uint Second) sum)
    {
        var first = unchecked(Stored.Item1 - sum.First);
        var second = unchecked(Stored.Item2 - sum.Second);
        var isOfStored = (Stored.Item2 == sum.Second && uint.IsPow2(Stored.Item1 ^ sum.First))
            || (Stored.Item1 == sum.First && uint.IsPow2(Stored.Item2 ^ sum.Second));
        if (isOfStored)
        {
            return true;
        }

        // What one more in a word adds to both sums, from the last pair of words to the first.
        var (even, odd) = ((First: 1U, Second: 1U), (First: 0U, Second: 1U));
        for (var pair = (_frame.Length - FrameHeaderBytes + 8) / 8; pair > 0; pair--)
        {
            if (IsShifted(even, first, second) || IsShifted(odd, first, second))
            {
                return true;
            }

            even = Pass(even);
            odd = Pass(odd);
        }

        return false;
    }

    private static (uint First, uint Second) Pass((uint First, uint Second) sum)
    {
        var first = unchecked(sum.First + sum.Second);
        return (first, unchecked(sum.Second + first));
    }

    private static bool IsShifted((uint First, uint Second) step, uint first, uint second)
    {
        for (var bit = 0; bit < 32; bit++)
        {
            var (up, upSecond) = (step.First << bit, step.Second << bit);
            if ((up == first && upSecond == second)
                || (unchecked(0 - up) == first && unchecked(0 - upSecond) == second))
            {
                return true;
            }
        }

        return false;
    }

    private static uint Word(ReadOnlySpan<byte> bytes, int offset) =>
        BinaryPrimitives.ReadUInt32BigEndian(bytes[offset..]);
}
