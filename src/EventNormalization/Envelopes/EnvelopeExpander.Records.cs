using System;
using System.Collections.Generic;
using EventNormalization.Ingestion;
using EventNormalization.Json;

namespace EventNormalization.Envelopes;

/// <content>The arrays that hold the records.</content>
internal sealed partial class EnvelopeExpander
{
    /// <summary>
    /// Adds the elements of an array that is the whole delivery, at most so many: each object is a delivery of its own.
    /// </summary>
    public void ExpandArray(in RawEvent delivery, List<RawEvent> elements, int most)
    {
        Begin(delivery, elements, most);
        var start = JsonWhiteSpace.Skip(delivery.Utf8.Span, 0);
        var first = elements.Count;
        _envelopeWriter.CopyTo(start + 1);
        var end = ReadElements(new EnvelopeArray(new EnvelopeFrame { Path = "" }), null, start + 1);
        var after = end < 0 ? 0 : JsonWhiteSpace.Skip(delivery.Utf8.Span, end);
        if (end >= 0 && after < delivery.Utf8.Length)
        {
            Refuse(delivery.Utf8.Span, end - 1, after, "");
        }

        if (elements.Count > first && !HasObject(elements, first))
        {
            // An array without an object holds no event: it is refused as one, be it broken or not.
            elements.RemoveRange(first, elements.Count - first);
            elements.Add(delivery);
        }

        End();
    }

    private static bool HasObject(List<RawEvent> elements, int first)
    {
        for (var i = first; i < elements.Count; i++)
        {
            if (elements[i].Part!.ErrorPosition < 0 && elements[i].Utf8.Span[0] == '{')
            {
                return true;
            }
        }

        return false;
    }

    private int ReadArray(EnvelopeScope scope, string path, int start)
    {
        Enter(scope);
        _envelopeWriter.CopyTo(start + 1);
        var frame = new EnvelopeFrame
        {
            Envelope = _envelope,
            Path = path,
            Level = scope.Level,
            Depth = scope.Depth + 1,
        };
        var end = ReadElements(new EnvelopeArray(frame), scope, start + 1);
        if (end < 0)
        {
            _envelopeWriter.Write("]"u8);
            return -1;
        }

        _envelopeWriter.Copied = end - 1;
        return end;
    }

    /// <summary>Reads the elements of an array; returns where it ends, or -1 after a fault.</summary>
    private int ReadElements(EnvelopeArray array, EnvelopeScope? scope, int position)
    {
        var json = _envelopeWriter.Source.Span;
        var isExpected = false;
        for (var index = 0; Surplus is null; index++)
        {
            position = JsonWhiteSpace.Skip(json, position);
            if (!isExpected && position < json.Length && json[position] == ']')
            {
                return position + 1;
            }

            var end = ReadElementOrGap(array, scope, index, position);
            if (end < 0)
            {
                return _fault < 0 ? BreakArray(array, json, position, end) : -1;
            }

            position = JsonWhiteSpace.Skip(json, end);
            if (position < json.Length && json[position] == ']')
            {
                return position + 1;
            }

            if (position >= json.Length || json[position] != ',')
            {
                return BreakArray(array, json, position, ~position);
            }

            position++;
            isExpected = true;
        }

        return -1;
    }

    /// <summary>Reads an element, or notes that none stands there; returns where it ends.</summary>
    private int ReadElementOrGap(EnvelopeArray array, EnvelopeScope? scope, int index, int position)
    {
        var json = _envelopeWriter.Source.Span;
        var next = position < json.Length ? json[position] : (byte)0;
        if (next is (byte)',' or (byte)']')
        {
            AddGap(array, index);
            return position;
        }

        return next is (byte)'}' or (byte)':' or 0 ? -1 : ReadElement(array, scope, index, position);
    }

    private int ReadElement(EnvelopeArray array, EnvelopeScope? scope, int index, int position)
    {
        var json = _envelopeWriter.Source.Span;
        var mayHold = json[position] == '{' && scope is not null && scope.Depth + 1 < depthMax;
        var end = mayHold ? PlainObject.EndOf(json, position, paths) : -1;
        if (mayHold && end < 0)
        {
            var element = new EnvelopeScope
            {
                Outer = scope,
                Array = array,
                Index = index,
                Path = array.Frame.Path,
                Start = position,
                Depth = array.Frame.Depth + 1,
                Paths = paths,
            };
            end = ReadObject(element);
            if (element.Level is not null)
            {
                return end;
            }
        }

        end = end < 0 ? JsonExtent.EndOf(json, position) : end;
        if (end >= 0)
        {
            AddRecord(_envelopeWriter.Source[position..end], array.Frame, index);
        }

        return end;
    }

    private int BreakArray(EnvelopeArray array, ReadOnlySpan<byte> json, int position, int end)
    {
        // A comma of the array's own stands before an element that was begun.
        var fault = end == -1 ? position : Math.Max(position, ~end);
        Refuse(json, position, Math.Min(fault, json.Length), array.Frame.Path);
        return -1;
    }
}
