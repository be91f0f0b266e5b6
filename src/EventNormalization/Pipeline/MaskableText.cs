using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;

namespace EventNormalization.Pipeline;

/// <summary>A JSON text, and where in it the texts and numbers stand that nothing reads.</summary>
internal sealed class MaskableText
{
    /// <summary>What stands in the place of a text.</summary>
    public const string Mask = "*";

    private readonly ReadOnlyMemory<byte> _utf8;

    private MaskableText(ReadOnlyMemory<byte> utf8, List<MaskableValue> values) => (_utf8, Values) = (utf8, values);

    /// <summary>No text.</summary>
    public static MaskableText Empty => new(default, []);

    /// <summary>What can be masked, in order.</summary>
    public IReadOnlyList<MaskableValue> Values { get; }

    /// <summary>Finds the values below none of these paths; null if the text is not JSON.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="mayBeMember">Whether it may be a name and a value instead: a member of a spread object.</param>
    /// <param name="paths">What is read, as readings tell it.</param>
    public static MaskableText? TryRead(ReadOnlyMemory<byte> utf8, bool mayBeMember, IReadOnlySet<string> paths)
    {
        if (utf8.IsEmpty)
        {
            return Empty;
        }

        return TryFind(utf8.Span, 0, paths) is { } values ? new MaskableText(utf8, values)
            : mayBeMember && TryFind([(byte)'{', .. utf8.Span, (byte)'}'], 1, paths) is { } ofMember
                ? new MaskableText(utf8, ofMember)
                : null;
    }

    private static ReadOnlySpan<byte> MaskedText => "\"*\""u8;

    /// <summary>Masks all values, or none.</summary>
    public void MaskAll(bool isMasked)
    {
        foreach (var value in Values)
        {
            value.IsMasked = isMasked;
        }
    }

    /// <summary>The text as masked now. It is never longer than it was.</summary>
    public ReadOnlyMemory<byte> Write()
    {
        using var output = new MemoryStream(_utf8.Length);
        var end = 0;
        foreach (var value in Values)
        {
            if (value.IsMasked)
            {
                output.Write(_utf8.Span[end..value.Start]);
                output.Write(value.IsText ? MaskedText : "0"u8);
                end = value.Start + value.Length;
            }
        }

        output.Write(_utf8.Span[end..]);
        return output.ToArray();
    }

    private static List<MaskableValue>? TryFind(ReadOnlySpan<byte> utf8, int offset, IReadOnlySet<string> paths)
    {
        try
        {
            return Find(utf8, offset, paths);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static List<MaskableValue> Find(ReadOnlySpan<byte> utf8, int offset, IReadOnlySet<string> paths)
    {
        var values = new List<MaskableValue>();
        var place = new Place(paths);
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 1_000 });
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    place.Name(reader.GetString()!);
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    place.Open(reader.TokenType == JsonTokenType.StartArray);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    place.Close();
                    break;
                case JsonTokenType.String or JsonTokenType.Number:
                    Add(values, reader, offset, place.IsReadNext());
                    break;
                default:
                    place.IsReadNext();
                    break;
            }
        }

        return values;
    }

    private static void Add(List<MaskableValue> values, in Utf8JsonReader reader, int offset, bool isRead)
    {
        var isText = reader.TokenType == JsonTokenType.String;
        if (!isRead && (!isText || reader.ValueSpan.Length > 0))
        {
            var start = (int)reader.TokenStartIndex;
            values.Add(new MaskableValue(start - offset, (int)reader.BytesConsumed - start, isText));
        }
    }

    /// <summary>Where a reader stands, as readings name places: <c>payload.items[2].amount</c>.</summary>
    private sealed class Place(IReadOnlySet<string> paths)
    {
        private readonly Stack<Level> _levels = new();
        private string _name = "";

        public void Name(string name) => _name = name;

        public void Open(bool isArray)
        {
            var path = NextPath();
            _levels.Push(new Level(path, isArray, IsRead(path)));
        }

        public void Close() => _levels.Pop();

        /// <summary>Whether the value that stands here is read, or is part of one that is.</summary>
        public bool IsReadNext() => IsRead(NextPath());

        private bool IsRead(string path) =>
            (_levels.TryPeek(out var level) && level.IsRead) || paths.Contains(path);

        private string NextPath()
        {
            if (!_levels.TryPeek(out var level))
            {
                return "";
            }

            if (level.IsArray)
            {
                return FormattableString.Invariant($"{level.Path}[{level.Count++}]");
            }

            return level.Path.Length == 0 ? _name : $"{level.Path}.{_name}";
        }
    }

    private sealed class Level(string path, bool isArray, bool isRead)
    {
        public string Path { get; } = path;

        public bool IsArray { get; } = isArray;

        public bool IsRead { get; } = isRead;

        public int Count { get; set; }
    }
}
