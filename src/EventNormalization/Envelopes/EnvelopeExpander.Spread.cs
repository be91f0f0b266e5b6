using System;
using System.Collections.Generic;
using EventNormalization.Ingestion;
using EventNormalization.Json;

namespace EventNormalization.Envelopes;

/// <content>The spread objects, each member of which is a record.</content>
internal sealed partial class EnvelopeExpander
{
    // The members of the object that is read, by name: the numbers of their records.
    private readonly Dictionary<string, int> _members = new(StringComparer.Ordinal);

    private int ReadSpread(EnvelopeScope scope, string path, int start)
    {
        var source = _envelopeWriter.Source.Span;
        var end = JsonExtent.EndOf(source, start);

        // For a broken object: what precedes the byte at which it breaks.
        var json = source[..(end < 0 ? ~end : end - 1)];
        Enter(scope);
        _envelopeWriter.CopyTo(start + 1);
        _envelopeWriter.Copied = json.Length;
        _members.Clear();
        var (read, fault) = ReadMembers(SpreadFrame(scope, path), json, start + 1, isCut: ~end == source.Length);
        if (Surplus is not null)
        {
            return -1;
        }

        if (end < 0)
        {
            Refuse(source, read, read < json.Length ? fault : ~end, path);
            _envelopeWriter.Write("}"u8);
            return -1;
        }

        if (read < json.Length)
        {
            Add(
                _envelopeWriter.Source[read..json.Length],
                new EnvelopePart(SpreadFrame(scope, path), -1, ++_recordNumber) { ErrorPosition = fault - read });
        }

        return end;
    }

    /// <summary>Adds the members that are whole.</summary>
    /// <returns>Up to where the object was read, and after it the byte that cannot stand there.</returns>
    private (int Read, int Fault) ReadMembers(EnvelopeFrame around, ReadOnlySpan<byte> json, int start, bool isCut)
    {
        var position = JsonWhiteSpace.Skip(json, start);
        while (position < json.Length && Surplus is null)
        {
            var nameEnd = json[position] == '"' ? JsonExtent.EndOfText(json, position) : ~position;
            var colon = nameEnd < 0 ? ~nameEnd : JsonWhiteSpace.Skip(json, nameEnd);
            if (nameEnd < 0 || colon >= json.Length || json[colon] != ':')
            {
                return (position, colon);
            }

            var end = JsonExtent.EndOf(json, JsonWhiteSpace.Skip(json, colon + 1));
            if (end < 0 || (isCut && end == json.Length && json[end - 1] is not ((byte)'"' or (byte)'}' or (byte)']')))
            {
                return (position, end < 0 ? ~end : end);
            }

            AddMember(around, MemberName.Of(json[(position + 1)..(nameEnd - 1)]), position, end);
            var comma = JsonWhiteSpace.Skip(json, end);
            if (comma < json.Length && json[comma] != ',')
            {
                return (end, comma);
            }

            position = comma < json.Length ? JsonWhiteSpace.Skip(json, comma + 1) : comma;
            if (comma < json.Length && position == json.Length)
            {
                // After the last comma stands no member.
                return (comma, comma);
            }
        }

        return (position, position);
    }

    private void AddMember(EnvelopeFrame around, string name, int start, int end)
    {
        var frame = new EnvelopeFrame
        {
            Envelope = around.Envelope,
            Path = around.Path + "." + name,
            Level = around.Level,
            Depth = around.Depth,
            IsSpread = true,
        };
        AddRecord(_envelopeWriter.Source[start..end], frame, -1);
        if (Surplus is null && !_members.TryAdd(name, _records.Count - 1))
        {
            // JSON readers disagree on which of them counts, so none does.
            Repeat(_members[name]);
            Repeat(_records.Count - 1);
        }
    }

    private void Repeat(int record)
    {
        var part = _records[record].Part!;
        _records[record] = _records[record] with
        {
            Part = new EnvelopePart(part.Frame, -1, part.RecordNumber) { ErrorPosition = 0, IsRepeated = true },
        };
    }

    private EnvelopeFrame SpreadFrame(EnvelopeScope scope, string path) => new()
    {
        Envelope = _envelope,
        Path = path,
        Level = scope.Level,
        Depth = scope.Depth + 1,
        IsSpread = true,
    };
}
