using System;
using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace EventNormalization.Json;

/// <summary>The thorough reading of a string: long, escaped, not ASCII, in a tiny document, or wrong.</summary>
internal readonly struct JsonTextScan
{
    // What ends a run of plain characters: the quote, the backslash and the control characters.
    private static readonly SearchValues<byte> Stops = SearchValues.Create(CreateStops());

    private JsonTextScan(JsonText text, int position, JsonError fault)
    {
        Text = text;
        Position = position;
        Fault = fault;
    }

    public JsonText Text { get; }

    /// <summary>After the closing quote, or at the offending byte.</summary>
    public int Position { get; }

    public JsonError Fault { get; }

    /// <summary>Reads the string whose opening quote is at <paramref name="position"/>.</summary>
    public static JsonTextScan Read(
        ReadOnlySpan<byte> json, int position, SurrogateHalves halves = SurrogateHalves.Refused)
    {
        if ((uint)position >= (uint)json.Length || json[position] != '"')
        {
            return new JsonTextScan(default, position, JsonError.Syntax);
        }

        var start = position + 1;
        var hasEscapes = false;
        var hasHalves = false;
        for (var at = start; ;)
        {
            var run = json[at..].IndexOfAny(Stops);
            at = run < 0 ? json.Length : at + run;
            if (run >= 0 && json[at] == '"')
            {
                var text = new JsonText(start, at - start, hasEscapes, isAscii: true) { HasHalves = hasHalves };
                return Close(json, text);
            }

            if (run < 0 || json[at] != '\\')
            {
                return Fail(json, start, at, JsonError.Syntax);
            }

            var fault = JsonEscapes.Check(json, at, out var end);
            var isHalf = fault == JsonError.Encoding && halves == SurrogateHalves.Kept;
            if (fault != JsonError.None && !isHalf)
            {
                return Fail(json, start, end, fault);
            }

            hasEscapes = true;
            hasHalves |= isHalf;
            at = isHalf ? end + JsonEscapes.UnitLength : end;
        }
    }

    private static JsonTextScan Close(ReadOnlySpan<byte> json, JsonText text)
    {
        var raw = json.Slice(text.Start, text.Length);
        var isAscii = Ascii.IsValid(raw);
        if (!isAscii && !Utf8.IsValid(raw))
        {
            return new JsonTextScan(default, text.Start + FindInvalid(raw), JsonError.Encoding);
        }

        text = new JsonText(text.Start, text.Length, text.HasEscapes, isAscii) { HasHalves = text.HasHalves };
        return new JsonTextScan(text, text.Start + text.Length + 1, JsonError.None);
    }

    /// <summary>Reports the first fault: bytes that are no UTF-8 may stand before the one that was found.</summary>
    private static JsonTextScan Fail(ReadOnlySpan<byte> json, int start, int position, JsonError fault)
    {
        var read = json[start..position];
        return Utf8.IsValid(read)
            ? new JsonTextScan(default, position, fault)
            : new JsonTextScan(default, start + FindInvalid(read), JsonError.Encoding);
    }

    private static int FindInvalid(ReadOnlySpan<byte> text)
    {
        var position = 0;
        while (Rune.DecodeFromUtf8(text[position..], out _, out var length) == OperationStatus.Done)
        {
            position += length;
        }

        return position;
    }

    private static byte[] CreateStops()
    {
        var stops = new byte[' ' + 2];
        for (var control = 0; control < ' '; control++)
        {
            stops[control] = (byte)control;
        }

        stops[' '] = (byte)'"';
        stops[' ' + 1] = (byte)'\\';
        return stops;
    }
}
