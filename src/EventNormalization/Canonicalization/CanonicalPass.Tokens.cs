using System;
using System.Diagnostics;
using EventNormalization.Json;

namespace EventNormalization.Canonicalization;

/// <content>Strings, numbers and white space.</content>
internal ref partial struct CanonicalPass
{
    /// <summary>Passes white space, which the canonical text does not have.</summary>
    private byte PassWhiteSpace()
    {
        var start = _cursor.Position;
        var next = _cursor.SkipWhiteSpace();
        if (_cursor.Position != start)
        {
            _output.Drop(start, _cursor.Position);
        }

        return next;
    }

    private bool TryReadText()
    {
        if (!_cursor.TryReadText(out var text))
        {
            return FailToken(CanonicalErrors.TextPart);
        }

        if (text.HasEscapes)
        {
            RewriteEscapes(text);
        }

        return true;
    }

    private void RewriteEscapes(JsonText text)
    {
        Span<byte> canonical = stackalloc byte[CanonicalEscapes.LengthMax];
        var end = text.Start + text.Length;
        for (var at = text.Start; ;)
        {
            var plain = _json[at..end].IndexOf((byte)'\\');
            if (plain < 0)
            {
                return;
            }

            at += plain;
            var escapeEnd = at + JsonEscapes.DecodeOne(_json[at..end], out var character);
            var written = canonical[..CanonicalEscapes.Write(character, canonical)];
            if (!written.SequenceEqual(_json[at..escapeEnd]))
            {
                _output.Replace(at, escapeEnd, written);
            }

            at = escapeEnd;
        }
    }

    private bool TryReadNumber()
    {
        var start = _cursor.Position;
        if (!_cursor.TryReadNumber(out var length))
        {
            return FailToken(CanonicalErrors.NumberPart);
        }

        var number = _json.Slice(start, length);
        return EcmaScriptNumber.IsPlainInteger(number) || TryRewriteNumber(start, number);
    }

    private bool TryRewriteNumber(int start, ReadOnlySpan<byte> number)
    {
        Span<byte> canonical = stackalloc byte[EcmaScriptNumber.LengthMax];
        canonical = canonical[..EcmaScriptNumber.Rewrite(number, canonical)];
        if (canonical.IsEmpty)
        {
            return Fail(CanonicalErrors.Number(start));
        }

        if (!canonical.SequenceEqual(number))
        {
            _output.Replace(start, start + number.Length, canonical);
        }

        return true;
    }

    private bool FailToken(string expected)
    {
        Debug.Assert(_cursor.Fault != JsonError.None);
        return _cursor.Fault == JsonError.Encoding
            ? Fail(CanonicalErrors.Encoding(_json, _cursor.Position))
            : FailSyntax(expected);
    }

    private bool FailSyntax(string expected) => Fail(CanonicalErrors.Syntax(_json, _cursor.Position, expected));

    private bool Fail(CanonicalJsonFailure failure)
    {
        _failure = failure;
        return false;
    }
}
