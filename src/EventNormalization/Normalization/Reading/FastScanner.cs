using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EventNormalization.Normalization;

/// <summary>
/// The fast path of <see cref="EventScanner"/>, for nearly all events: not long, not deep, with short plain names.
/// </summary>
/// <remarks>
/// <para>Law: whatever it reads, <see cref="EventScanner"/> reads the same. What it does not read may be valid or not:
/// the full path decides.</para>
/// <para>Not thread-safe; its memory is reused from event to event.</para>
/// </remarks>
internal sealed partial class FastScanner(FoundMembers found)
{
    private const int BytesMax = 1 << 14;
    private const int DepthMax = 16;

    // A member or a value that begins in the event is read to its end, and so are the brackets after it, even beyond
    // the end of the event. That is detected afterwards: the position only grows, so it can then never equal the
    // event's end.
    private const int PaddingLength = 256;

    // A quote, a letter, a quote, a colon and a digit.
    private const int MemberBytesMin = 5;

    // Where the event stands: in the array that it came in, or else in memory of the scanner's own.
    private byte[] _bytes = [];
    private int _start;
    private int _length;
    private byte[] _copy = new byte[1024];

    /// <summary>Scans <paramref name="json"/> and notes its members; false if it needs the full path.</summary>
    public bool TryScan(ReadOnlyMemory<byte> json, NameCache names, JsonLimits limits)
    {
        if (!Vector256.IsHardwareAccelerated || json.Length > Math.Min(BytesMax, limits.BytesMax))
        {
            return false;
        }

        EnsurePadding(json);
        found.Clear(names.Map.ChainCount);
        found.Reserve((json.Length / MemberBytesMin) + 1);
        Begin(names, limits);
        return ReadEvent(names);
    }

    /// <summary>Releases the event, so that its array is not kept alive.</summary>
    public void Release() => _bytes = _copy;

    /// <summary>Ensures that loads beyond the end of the event stay in readable memory.</summary>
    private void EnsurePadding(ReadOnlyMemory<byte> json)
    {
        _length = json.Length;
        if (MemoryMarshal.TryGetArray(json, out var segment)
            && segment.Array!.Length - segment.Offset - segment.Count >= PaddingLength)
        {
            (_bytes, _start) = (segment.Array, segment.Offset);
            return;
        }

        if (_copy.Length < json.Length + PaddingLength)
        {
            _copy = new byte[(2 * json.Length) + PaddingLength];
        }

        json.Span.CopyTo(_copy);
        (_bytes, _start) = (_copy, 0);
    }

    /// <summary>Reads the event, which is one object, and nothing after it.</summary>
    private bool ReadEvent(NameCache names)
    {
        unchecked
        {
            ref var origin = ref First;
            var length = _length;
            var position = SkipWhiteSpace(ref origin, 0, length);
            if (At(ref origin, position) != '{')
            {
                return false;
            }

            ref var frame = ref MemoryMarshal.GetArrayDataReference(_frames);
            frame = ref Open(ref frame, names, (byte)'{', position, FieldMap.RootTarget);
            position = SkipWhiteSpace(ref origin, position + 1, length);
            if (At(ref origin, position) == frame.End)
            {
                return SkipWhiteSpace(ref origin, position + 1, length) == length;
            }

            while (true)
            {
                // Here stands a member or, in an array, a value.
                if (position >= length)
                {
                    return false;
                }

                var target = NameTarget.None;
                if (frame.IsObject)
                {
                    var bytes = Vector256.LoadUnsafe(ref origin, (nuint)position + 1);
                    var nameLength = PlainText.LengthOf(bytes);
                    if (At(ref origin, position) != '"' || nameLength - 1 >= NameCache.LengthMax || --_namesLeft < 0)
                    {
                        return false;
                    }

                    ref var known = ref names.Find(bytes, nameLength, frame.Place);
                    if (known.LastObject >= _firstObject && !TryDisplace(ref frame, names, ref known))
                    {
                        return false;
                    }

                    known.LastObject = frame.Object;
                    target = known.Target;
                    position = SkipWhiteSpace(ref origin, position + (nint)nameLength + 2, length);
                    if (At(ref origin, position) != ':')
                    {
                        return false;
                    }

                    position = SkipWhiteSpace(ref origin, position + 1, length);
                }

                var first = At(ref origin, position);
                if (first == '"')
                {
                    var bytes = Vector256.LoadUnsafe(ref origin, (nuint)position + 1);
                    var textLength = PlainText.LengthOf(bytes);
                    if (PlainText.IsPlain(bytes, textLength))
                    {
                        found.Add(target, FoundValueFlags.PlainText, (int)position + 1, (int)textLength);
                        position += (nint)textLength + 2;
                    }
                    else
                    {
                        position = ReadAnyText((int)position, target);
                    }
                }
                else if (first <= '9')
                {
                    var numberLength = NumberLength(ref Unsafe.Add(ref origin, position));
                    if (numberLength < Vector128<byte>.Count)
                    {
                        found.Add(target, FoundValueFlags.Number, (int)position, numberLength);
                        position += numberLength;
                    }
                    else
                    {
                        position = ReadAnyNumber((int)position, target);
                    }
                }
                else if (first is (byte)'{' or (byte)'[')
                {
                    if (frame.Level == _levelMax)
                    {
                        return false;
                    }

                    frame = ref Open(ref frame, names, first, position, target);
                    position = SkipWhiteSpace(ref origin, position + 1, length);
                    if (At(ref origin, position) != frame.End)
                    {
                        continue;
                    }
                }
                else
                {
                    position = ReadWord((int)position, target);
                }

                if (position < 0)
                {
                    return false;
                }

                position = SkipWhiteSpace(ref origin, position, length);
                while (At(ref origin, position) == frame.End)
                {
                    position++;
                    frame = ref Close(ref frame, names, position);
                    position = SkipWhiteSpace(ref origin, position, length);
                    if (frame.Level == 0)
                    {
                        return position == length;
                    }
                }

                if (At(ref origin, position) != ',')
                {
                    return false;
                }

                position = SkipWhiteSpace(ref origin, position + 1, length);
            }
        }
    }
}
