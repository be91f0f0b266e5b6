using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace EventNormalization.Reliability.Tests.Harness;

/// <summary>What a process wrote, synchronized and acknowledged, in order.</summary>
internal sealed class DiskRecording
{
    private readonly List<DiskCall> _calls = [];

    private readonly Dictionary<string, string> _unfinished = [];
    private readonly Dictionary<string, int> _begun = [];

    public IReadOnlyList<DiskCall> Calls => _calls;

    /// <summary>Reads the output of strace with <c>-f -xx -y</c>.</summary>
    public static DiskRecording Parse(IEnumerable<string> lines)
    {
        var recording = new DiskRecording();
        foreach (var line in lines)
        {
            recording.Add(line);
        }

        return recording;
    }

    /// <summary>The number of calls of a kind to files.</summary>
    public int Count(DiskCallKind kind) => _calls.Count(call => call.Kind == kind);

    private void Add(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        var (thread, call) = (line[..space], line[space..].TrimStart());
        if (call.EndsWith("<unfinished ...>", StringComparison.Ordinal))
        {
            (_unfinished[thread], _begun[thread]) = (call, _calls.Count);
            if (!IsSynchronization(call))
            {
                Take(call, _calls.Count);
            }
        }
        else if (call.StartsWith("<... ", StringComparison.Ordinal))
        {
            if (_unfinished.Remove(thread, out var begun) && IsSynchronization(begun) && Succeeded(call))
            {
                Take(begun, _begun[thread]);
            }
        }
        else if (Succeeded(call))
        {
            Take(call, _calls.Count);
        }
    }

    private void Take(string call, int coveredCount)
    {
        var open = call.IndexOf('(', StringComparison.Ordinal);
        if (open < 0)
        {
            return;
        }

        var arguments = call[(open + 1)..];
        Rename(call[..open], arguments);
        var file = FileOf(arguments);
        DiskCall? taken = call[..open] switch
        {
            "pwrite64" => new()
            {
                Kind = DiskCallKind.Write,
                Subject = file,
                Content = Bytes(arguments),
                Offset = LastNumber(arguments),
            },
            "ftruncate" => new() { Kind = DiskCallKind.Truncate, Subject = file, Offset = LastNumber(arguments) },
            "fsync" or "fdatasync" => new()
            {
                Kind = DiskCallKind.Synchronize,
                Subject = file,
                CoveredCount = coveredCount,
            },
            "unlink" => new() { Kind = DiskCallKind.Unlink, Subject = Text(Bytes(arguments)) },
            "write" when Text(Bytes(arguments)) is var said && said.StartsWith("ACK ", StringComparison.Ordinal) =>
                new() { Kind = DiskCallKind.Acknowledge, Subject = said.TrimEnd('\n') },
            _ => null,
        };
        if (taken is not null)
        {
            _calls.Add(taken);
        }
    }

    /// <summary>A file that is made under another name is taken as if it had been made under its own.</summary>
    private void Rename(string name, string arguments)
    {
        if (name != "rename")
        {
            return;
        }

        var parts = arguments.Split('"');
        var (from, to) = (Text(Unescape(parts[1])), Text(Unescape(parts[3])));
        for (var i = 0; i < _calls.Count; i++)
        {
            _calls[i] = _calls[i].Subject == from ? _calls[i] with { Subject = to } : _calls[i];
        }
    }

    private static bool IsSynchronization(string call) =>
        call.StartsWith("fsync", StringComparison.Ordinal) || call.StartsWith("fdatasync", StringComparison.Ordinal);

    private static bool Succeeded(string call) => !call.Contains(" = -1 ", StringComparison.Ordinal);

    /// <summary>The path in <c>5&lt;path&gt;</c>, which is in hexadecimal, too.</summary>
    private static string FileOf(string arguments)
    {
        var from = arguments.IndexOf('<', StringComparison.Ordinal);
        var to = arguments.IndexOf('>', StringComparison.Ordinal);
        var path = from < 0 || to < from ? "" : arguments[(from + 1)..to];
        return path.StartsWith("\\x", StringComparison.Ordinal) ? Text(Unescape(path)) : path;
    }

    private static byte[] Bytes(string arguments)
    {
        var from = arguments.IndexOf('"', StringComparison.Ordinal);
        return from < 0 ? [] : Unescape(arguments[(from + 1)..arguments.LastIndexOf('"')]);
    }

    private static byte[] Unescape(string text)
    {
        var bytes = new byte[text.Length / 4];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = byte.Parse(text.AsSpan((i * 4) + 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        }

        return bytes;
    }

    /// <summary>The last argument: what stands after the last comma, up to the bracket or the end.</summary>
    private static long LastNumber(string arguments)
    {
        var end = arguments.LastIndexOf(" = ", StringComparison.Ordinal);
        var inner = (end < 0 ? arguments.Replace("<unfinished ...>", "", StringComparison.Ordinal) : arguments[..end])
            .TrimEnd(')', ' ', '\t');
        return long.Parse(inner[(inner.LastIndexOf(',') + 1)..], CultureInfo.InvariantCulture);
    }

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
