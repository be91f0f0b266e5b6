using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace EventNormalization.Reliability.Tests.Harness;

/// <summary>The files as a disk may hold them when the power fails after so many calls.</summary>
/// <remarks>
/// What a finished fsync covered is there. Of what came after it in the same file, each write may be there, be lost, be
/// there in some of its sectors of 512 bytes, or have come to the disk in another order. A file that was never
/// synchronized may be missing. Removing a file takes effect in its place. The index of the log (-shm) is lost: SQLite
/// makes it anew.
/// </remarks>
internal sealed class PowerCut(DiskRecording recording, FormerFiles former, int callCount, Random chance)
{
    private const int SectorBytes = 512;

    // One state in so many loses, or keeps, everything that was not synchronized.
    private const int PlainStatesIn = 6;

    /// <summary>Writes the files into a folder, whatever folder they were recorded in.</summary>
    public void WriteTo(string folder)
    {
        former.WriteTo(folder);
        var style = chance.Next(PlainStatesIn);
        foreach (var file in Changed().GroupBy(pair => pair.Call.Subject))
        {
            var path = Path.Combine(folder, Path.GetFileName(file.Key));
            if (Build([.. file], former.Find(path), style) is { } content)
            {
                File.WriteAllBytes(path, content);
            }
            else
            {
                File.Delete(path);
            }
        }
    }

    /// <summary>What was acknowledged before the power failed.</summary>
    public History Acknowledged(IEnumerable<int> sent)
    {
        var history = new History();
        history.Send(sent);
        history.Take(former.Acknowledgement);
        foreach (var call in recording.Calls.Take(callCount).Where(call => call.Kind == DiskCallKind.Acknowledge))
        {
            history.Take(call.Subject);
        }

        return history;
    }

    private IEnumerable<(DiskCall Call, int Index)> Changed() => recording.Calls.Take(callCount)
        .Select((call, index) => (call, index))
        .Where(pair => pair.call.Kind is DiskCallKind.Write or DiskCallKind.Truncate or DiskCallKind.Unlink)
        .Where(pair => !pair.call.Subject.EndsWith("-shm", StringComparison.Ordinal)
            && Path.GetFileName(pair.call.Subject).StartsWith("s.db", StringComparison.Ordinal));

    private byte[]? Build(List<(DiskCall Call, int Index)> calls, byte[]? before, int style)
    {
        if (calls.FindLastIndex(pair => pair.Call.Kind == DiskCallKind.Unlink) is >= 0 and var removed)
        {
            calls.RemoveRange(0, removed + 1);
            before = null;
        }

        if (calls.Count == 0)
        {
            return null;
        }

        var covered = CoveredCount(calls[0].Call.Subject, calls[0].Index);
        if (before is null && covered == 0 && (style == 0 || chance.Next(2) == 0))
        {
            return null;
        }

        using var file = new MemoryStream();
        file.Write(before ?? []);
        foreach (var (call, _) in calls.Where(pair => pair.Index < covered))
        {
            Apply(file, call, isTorn: false);
        }

        DiskCall[] pending = [.. calls.Where(pair => pair.Index >= covered).Select(pair => pair.Call)];
        foreach (var call in Survivors(pending, style))
        {
            Apply(file, call, isTorn: style > 1 && chance.Next(3) == 0);
        }

        return file.ToArray();
    }

    private DiskCall[] Survivors(DiskCall[] pending, int style)
    {
        if (style < 2)
        {
            return style == 0 ? [] : pending;
        }

        var odds = chance.NextDouble();
        DiskCall[] survivors = [.. pending.Where(_ => chance.NextDouble() < odds)];
        if (style > 3)
        {
            chance.Shuffle(survivors);
        }

        return survivors;
    }

    /// <summary>How many calls the last finished synchronization of a file covers; 0 if there was none.</summary>
    private int CoveredCount(string file, int since) => recording.Calls.Take(callCount).Skip(since)
        .LastOrDefault(call => call.Kind == DiskCallKind.Synchronize && call.Subject == file)?.CoveredCount ?? 0;

    private void Apply(MemoryStream file, DiskCall call, bool isTorn)
    {
        if (call.Kind == DiskCallKind.Truncate)
        {
            file.SetLength(call.Offset);
            return;
        }

        for (var from = 0; from < call.Content.Length; from += SectorBytes)
        {
            if (isTorn && chance.Next(2) == 0)
            {
                continue;
            }

            file.Position = call.Offset + from;
            file.Write(call.Content, from, Math.Min(SectorBytes, call.Content.Length - from));
        }
    }
}
