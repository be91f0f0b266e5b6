using System;
using System.Buffers;
using EventNormalization.Json;

namespace EventNormalization.Canonicalization;

/// <summary>One pass over a document: the grammar of RFC 8259, and each token brought to its canonical form.</summary>
/// <remarks>
/// Nesting is a list of frames, so no document can exhaust the stack. An object is put in order when it closes, and
/// only if a name came out of order. Its bytes move once for each such level, so the work is linear for a given depth.
/// </remarks>
internal ref partial struct CanonicalPass
{
    public const int InitialTextLength = 1024;
    public const int InitialMemberCount = 32;
    public const int InitialDepth = 16;

    private readonly ReadOnlySpan<byte> _json;
    private readonly CanonicalJsonOptions _options;
    private JsonCursor _cursor;
    private CanonicalOutput _output;
    private CanonicalMembers _members;
    private PooledBuffer<CanonicalFrame> _frames;
    private int _depth;
    private CanonicalJsonFailure? _failure;

    public CanonicalPass(ReadOnlySpan<byte> json, CanonicalJsonOptions options, CanonicalMemory memory)
    {
        _json = json;
        _options = options;
        _cursor = new JsonCursor(json);
        _output = new CanonicalOutput(json, memory.Text);
        _members = new CanonicalMembers(json, memory.Members);
        _frames = new PooledBuffer<CanonicalFrame>(memory.Frames);
    }

    /// <summary>Writes the canonical text, or returns the reason why there is none.</summary>
    public CanonicalJsonFailure? Run(IBufferWriter<byte> destination)
    {
        if (_json.Length > _options.DocumentBytesMax)
        {
            return CanonicalErrors.TooManyBytes(_json.Length, _options.DocumentBytesMax);
        }

        if (HasByteOrderMark())
        {
            return CanonicalErrors.ByteOrderMark();
        }

        // A value opens a container, whose first value follows, or ends; separators lead to the next value or the end.
        while (TryReadValue(out var opensContainer) && (opensContainer || TryPassSeparators()))
        {
            if (_depth == 0)
            {
                return Finish(destination);
            }
        }

        return _failure;
    }

    public void Dispose()
    {
        _output.Dispose();
        _members.Dispose();
        _frames.Dispose();
    }

    private readonly bool HasByteOrderMark() =>
        _json is [0xEF, 0xBB, 0xBF, ..] or [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];

    private CanonicalJsonFailure? Finish(IBufferWriter<byte> destination)
    {
        var end = _cursor.Position;
        _cursor.SkipWhiteSpace();
        if (_cursor.Position < _json.Length)
        {
            return CanonicalErrors.Syntax(_json, _cursor.Position, CanonicalErrors.End);
        }

        _output.Complete(end, destination);
        return null;
    }

    private bool TryReadValue(out bool opensContainer)
    {
        opensContainer = false;
        switch (PassWhiteSpace())
        {
            case (byte)'"':
                return TryReadText();
            case (byte)'{':
                return TryOpen(isObject: true, out opensContainer);
            case (byte)'[':
                return TryOpen(isObject: false, out opensContainer);
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                return TryReadNumber();
            case (byte)'n' or (byte)'t' or (byte)'f':
                return _cursor.TryReadLiteral(out _) || FailToken(CanonicalErrors.Word);
            default:
                return FailSyntax(CanonicalErrors.Value);
        }
    }

    /// <summary>Passes the opening bracket and an object's first name; an empty container is passed whole.</summary>
    private bool TryOpen(bool isObject, out bool hasContent)
    {
        hasContent = false;
        if (_depth == _options.DepthMax)
        {
            return Fail(CanonicalErrors.TooDeep(_cursor.Position, _options.DepthMax));
        }

        _cursor.Position++;
        if (PassWhiteSpace() == (isObject ? '}' : ']'))
        {
            _cursor.Position++;
            return true;
        }

        hasContent = true;
        _frames.Reserve(_depth + 1, _depth);
        ref var frame = ref _frames.All[_depth++];
        frame.IsObject = isObject;
        frame.IsOrdered = true;
        frame.FirstMember = _members.Count;
        return !isObject || TryReadName();
    }

    private bool TryReadName()
    {
        if (PassWhiteSpace() != '"')
        {
            return FailSyntax(CanonicalErrors.Name);
        }

        var start = _output.PlaceOf(_cursor.Position);
        if (!_cursor.TryReadText(out var name))
        {
            return FailToken(CanonicalErrors.TextPart);
        }

        ref var frame = ref _frames.All[_depth - 1];
        var count = _members.Count - frame.FirstMember;
        if (count == _options.MemberCountMax)
        {
            return Fail(CanonicalErrors.TooManyMembers(name.Start - 1, _options.MemberCountMax));
        }

        _members.Add(name, start);
        frame.IsOrdered = frame.IsOrdered && (count == 0 || _members.IsLastAfterPrevious());
        if (name.HasEscapes)
        {
            RewriteEscapes(name);
        }

        return TryPassColon();
    }

    private bool TryPassColon()
    {
        if (PassWhiteSpace() != ':')
        {
            return FailSyntax(CanonicalErrors.Colon);
        }

        _cursor.Position++;
        return true;
    }

    /// <summary>Closes every container that ends here, then passes comma and name before the next value.</summary>
    private bool TryPassSeparators()
    {
        while (_depth > 0)
        {
            var next = PassWhiteSpace();
            var isObject = _frames.All[_depth - 1].IsObject;
            if (isObject)
            {
                EndMember();
            }

            if (next == ',')
            {
                _cursor.Position++;
                return !isObject || TryReadName();
            }

            if (next != (isObject ? '}' : ']'))
            {
                return FailSyntax(isObject ? CanonicalErrors.CommaOrBrace : CanonicalErrors.CommaOrBracket);
            }

            if (isObject && !TryCloseObject())
            {
                return false;
            }

            _cursor.Position++;
            _depth--;
        }

        return true;
    }

    private void EndMember()
    {
        ref var member = ref _members.Last;
        member.Length = _output.PlaceOf(_cursor.Position) - member.Start;
    }

    private bool TryCloseObject()
    {
        ref readonly var frame = ref _frames.All[_depth - 1];
        var first = frame.FirstMember;
        if (!frame.IsOrdered)
        {
            var start = _members.Since(first)[0].Start;
            var repeated = _members.Sort(first);
            if (repeated >= 0)
            {
                return Fail(CanonicalErrors.Duplicate(repeated));
            }

            _output.Rearrange(_members.Since(first), start, _cursor.Position);
        }

        _members.RemoveSince(first);
        return true;
    }
}
