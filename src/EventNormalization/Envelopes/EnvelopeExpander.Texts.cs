using System;
using System.Buffers.Text;
using EventNormalization.Ingestion;
using EventNormalization.Json;

namespace EventNormalization.Envelopes;

/// <content>The decoded texts that hold the records.</content>
internal sealed partial class EnvelopeExpander
{
    /// <summary>Reads a text that holds JSON; an empty one holds nothing.</summary>
    private int ReadText(EnvelopeScope scope, string path, int start, Place place)
    {
        var json = _envelopeWriter.Source.Span;
        var end = JsonExtent.EndOfText(json, start);
        if (end < 0 || end == start + 2)
        {
            return end;
        }

        Enter(scope);
        _envelopeWriter.CopyTo(start);
        var (source, mark) = (_envelopeWriter.Source, _envelopeWriter.Length);
        var decoded = Decode(json[(start + 1)..(end - 1)], place.Encoding);

        // A byte order mark is no part of what follows it.
        var mark8 = decoded.AsSpan().StartsWith(ByteOrderMark.Utf8) ? ByteOrderMark.Utf8.Length : 0;
        _envelopeWriter.Use(decoded.AsMemory(mark8), 0);
        ReadDecoded(scope, path, place);
        if (_envelopeWriter.Length == mark)
        {
            _envelopeWriter.Write("\"\""u8);
        }

        _envelopeWriter.Use(source, end);
        _fault = Surplus is null ? -1 : 0;
        return Surplus is null ? end : -1;
    }

    private void ReadDecoded(EnvelopeScope scope, string path, Place place)
    {
        var json = _envelopeWriter.Source.Span;
        var position = JsonWhiteSpace.Skip(json, 0);
        var first = position < json.Length ? json[position] : (byte)0;
        var frame = new EnvelopeFrame
        {
            Envelope = _envelope,
            Path = path,
            Level = scope.Level,
            Depth = scope.Depth,
            IsDecoded = first == '{',
        };
        if (first == '[' || HoldsSeveral(json, position))
        {
            frame.IsDecoded = false;
            frame.Depth++;
            ReadDecodedArray(new EnvelopeArray(frame), scope, position);
        }
        else
        {
            ReadDecodedObject(frame, scope, position, place);
        }
    }

    /// <summary>Reads an array, or objects one after the other, which are written as an array.</summary>
    private void ReadDecodedArray(EnvelopeArray array, EnvelopeScope scope, int position)
    {
        var mark = _envelopeWriter.Length;
        _envelopeWriter.Write("["u8);
        if (_envelopeWriter.Source.Span[position] == '[')
        {
            CloseDecoded(ReadElements(array, scope, position + 1), array.Frame.Path);
        }
        else
        {
            ReadValues(array, scope, position);
        }

        _envelopeWriter.Write("]"u8);
        _envelopeWriter.CutTo(_envelopeWriter.Length == mark + 2 ? mark : _envelopeWriter.Length);
    }

    /// <summary>Reads an object that holds records, or is one; so is whatever else is no array.</summary>
    private void ReadDecodedObject(EnvelopeFrame frame, EnvelopeScope scope, int position, Place place)
    {
        var inside = new EnvelopeScope
        {
            Outer = scope,
            Path = frame.Path,
            Start = position,
            Depth = scope.Depth + 1,
            IsDecoded = true,
            Paths = place.First ?? place.Second,
            MorePaths = paths,
        };
        _envelopeWriter.Copied = position;
        var close = frame.IsDecoded && inside.Depth < depthMax ? ReadObject(inside) : -1;
        if (inside.Level is null)
        {
            AddRecord(_envelopeWriter.Source, frame, -1);
        }
        else
        {
            CloseDecoded(close, frame.Path);
        }
    }

    /// <summary>Whether one object follows another, as in lines of JSON.</summary>
    private static bool HoldsSeveral(ReadOnlySpan<byte> json, int position)
    {
        var end = position < json.Length && json[position] == '{' ? JsonExtent.EndOf(json, position) : -1;
        var after = end < 0 ? json.Length : JsonWhiteSpace.Skip(json, end);
        return after < json.Length && json[after] == '{';
    }

    /// <summary>Reads objects one after the other; they are as the elements of an array.</summary>
    private void ReadValues(EnvelopeArray array, EnvelopeScope scope, int position)
    {
        var json = _envelopeWriter.Source.Span;
        for (var index = 0; position < json.Length; index++)
        {
            var end = ReadElement(array, scope, index, position);
            if (end < 0)
            {
                if (_fault < 0)
                {
                    BreakArray(array, json, position, end);
                }

                return;
            }

            position = JsonWhiteSpace.Skip(json, end);
        }
    }

    /// <summary>Refuses what follows a decoded value.</summary>
    private void CloseDecoded(int end, string path)
    {
        var json = _envelopeWriter.Source.Span;
        var after = end < 0 ? json.Length : JsonWhiteSpace.Skip(json, end);
        if (after < json.Length)
        {
            AddRest(_envelopeWriter.Source[end..], after - end, path);
        }
    }

    private static byte[] Decode(ReadOnlySpan<byte> spelled, TextEncoding? encoding)
    {
        var text = spelled.ToArray();
        if (spelled.Contains((byte)'\\'))
        {
            text = text[..JsonEscapes.UnescapeAny(spelled, text)];
        }

        if (encoding != TextEncoding.Base64)
        {
            return text;
        }

        var isUrl = text.AsSpan().IndexOfAny((byte)'-', (byte)'_') >= 0;
        if (!isUrl && Base64.IsValid(text, out var length))
        {
            var bytes = new byte[length];
            Base64.DecodeFromUtf8(text, bytes, out _, out var written);
            return bytes[..written];
        }

        return Base64Url.IsValid(text) ? Base64Url.DecodeFromUtf8(text) : text;
    }
}
