using System;
using System.Runtime.Intrinsics;
using System.Text;
using EventNormalization.Text;

namespace EventNormalization.Normalization;

/// <content>Texts, which are written into the reader's memory instead of new strings.</content>
internal sealed partial class RecordReader
{
    /// <summary>The rules of the client whose event is read.</summary>
    internal ClientProfile Profile => _profile.Profile;

    internal ParseFailure? WriteText(IFieldParser<string> parser, FieldInput input, out TextSlice value)
    {
        var start = _textsLength;
        if (_plainStart >= 0 && parser is TextParser plain)
        {
            value = WritePlain(_plainStart, input.Utf8.Length, plain.LowersLetters(Profile));
            return null;
        }

        if (parser is TextParser texts)
        {
            var failure = texts.TryWrite(input, Profile, Reserve(TextParser.BytesMaxOf(input)), out var written);
            _textsLength += written;
            value = new TextSlice { Start = start, Length = written };
            return failure;
        }

        if (parser is CurrencyParser currencies)
        {
            return WriteCurrency(currencies, input, out value);
        }

        if (ParserGuard.Read(parser, input, Profile, out var text) is { } refused)
        {
            value = default;
            return refused;
        }

        var length = Encoding.UTF8.GetBytes(text, Reserve(Encoding.UTF8.GetMaxByteCount(text.Length)));
        _textsLength += length;
        value = new TextSlice { Start = start, Length = length };
        return null;
    }

    /// <summary>Copies a plain text of the event, in one step whatever its length.</summary>
    private TextSlice WritePlain(int start, int length, bool isLower)
    {
        var slice = new TextSlice { Start = _textsLength, Length = length, IsPlain = true };
        var text = _fastScanner.Load(start);
        (isLower ? PlainText.ToLower(text) : text).CopyTo(Reserve(PlainText.BlockLength));
        _textsLength += length;
        return slice;
    }

    /// <summary>Writes a text with one blank for each run of white space.</summary>
    private Span<byte> WriteFolded(ReadOnlySpan<byte> text)
    {
        var folded = Reserve(text.Length);
        folded = folded[..UnicodeText.FoldWhiteSpace(text, folded)];
        _textsLength += folded.Length;
        return folded;
    }

    internal bool HaveSameText(TextSlice left, TextSlice right) => Utf8Of(left).SequenceEqual(Utf8Of(right));

    internal string TextOf(TextSlice slice) => Encoding.UTF8.GetString(Utf8Of(slice));

    internal ReadOnlySpan<byte> Utf8Of(TextSlice slice) => _texts.AsSpan(slice.Start, slice.Length);

    /// <summary>A plain text, and what is after it in the room that it was given.</summary>
    internal Vector256<byte> PlainOf(TextSlice slice) => Vector256.Create(_texts, slice.Start);
}
