using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text;
using EventNormalization.Normalization;
using NodaTime;

namespace EventNormalization.Identity;

/// <summary>Writes records as canonical JSON into a buffer that it owns and reuses.</summary>
/// <remarks>Not thread-safe. What it wrote stands until it is cleared.</remarks>
/// <param name="dates">Dates that were written before; worth their memory to a writer of many records.</param>
internal sealed partial class RecordWriter(DateTexts? dates = null)
{
    private byte[] _bytes = new byte[256];

    /// <summary>How many bytes are written.</summary>
    public int Length { get; private set; }

    /// <summary>Everything written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>Everything written, and the unused rest of the buffer, whose content is undefined.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Everything written, for callers that await before they read it.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, Length);

    /// <summary>Forgets what is written.</summary>
    public void Clear() => Length = 0;

    /// <summary>Writes the record that a reader has just read; returns where it begins.</summary>
    public int Write(RecordReader reader, RecordLayout layout)
    {
        if ((layout.IsStandard | layout.IsOfFourFields) && reader.ClientIdSlice.IsPlain && reader.MetricSlice.IsPlain)
        {
            if (reader.CurrencySlice.Length == 0 || layout.IsOfFourFields)
            {
                return WriteFourFields(reader);
            }

            if (reader.CurrencySlice.IsPlain)
            {
                return WriteFiveFields(reader);
            }
        }

        return WriteMembers(reader, layout);
    }

    private int WriteMembers(RecordReader reader, RecordLayout layout)
    {
        var start = Length;
        var at = start;
        var bytesMax = layout.BytesMaxFor(reader);
        Reserve(bytesMax);
        foreach (var member in layout.Members)
        {
            if (member.Field == RecordLayout.Currency && reader.CurrencySlice.Length == 0)
            {
                continue;
            }

            if (member.Field < RecordLayout.FurtherFrom)
            {
                at = WriteName(at, at == start, member);
                at = WriteField(reader, member.Field, at);
            }
            else if (reader.TryGetFurther(member.Field, out var value))
            {
                Length = WriteName(at, at == start, member);
                WriteFurther(value);
                Reserve(bytesMax);
                at = Length;
            }
        }

        Length = at;
        End();
        return start;
    }

    /// <summary>Writes a record; returns where it begins.</summary>
    public int Write(NormalizedEvent record, RecordLayout layout)
    {
        var start = Length;
        foreach (var member in layout.Members)
        {
            if (member.Field == RecordLayout.Currency && record.Currency is null)
            {
                continue;
            }

            Reserve(member.BytesMax);
            Length = WriteName(Length, Length == start, member);
            WriteValue(record, member.Field);
        }

        End();
        return start;
    }

    /// <summary>Writes a name into reserved memory; returns where the value begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int WriteName(int at, bool isFirst, RecordLayout.Member member)
    {
        unchecked
        {
            _bytes[at] = isFirst ? (byte)'{' : (byte)',';
            if (member.Block.Length == RecordLayout.Member.BlockLength)
            {
                // The padding of the prefix is overwritten by the value.
                Vector256.Create(member.Block, 0).CopyTo(_bytes, at + 1);
            }
            else
            {
                member.Prefix.CopyTo(_bytes, at + 1);
            }

            return at + member.Prefix.Length + 1;
        }
    }

    private void End()
    {
        Reserve(1);
        _bytes[Length++] = (byte)'}';
    }

    /// <summary>Writes one of the five fields into reserved memory; returns where it ends.</summary>
    private int WriteField(RecordReader reader, int field, int at)
    {
        unchecked
        {
            switch (field)
            {
                case 0:
                    return at + CanonicalText.Write(reader.ClientIdUtf8, _bytes.AsSpan(at));
                case 1:
                    return at + CanonicalText.Write(reader.MetricUtf8, _bytes.AsSpan(at));
                case 2:
                    return at + CanonicalAmount.Write(reader.Amount, _bytes.AsSpan(at));
                case RecordLayout.Currency:
                    return at + CanonicalText.Write(reader.CurrencyUtf8, _bytes.AsSpan(at));
                default:
                    return at + WriteInstant(reader.Timestamp, _bytes.AsSpan(at));
            }
        }
    }

    private void WriteValue(NormalizedEvent record, int field)
    {
        switch (field)
        {
            case 0:
                WriteText(record.ClientId);
                break;
            case 1:
                WriteText(record.Metric);
                break;
            case 2:
                WriteDecimal(record.Amount);
                break;
            case 3:
                WriteInstant(record.Timestamp);
                break;
            case RecordLayout.Currency:
                WriteText(record.Currency!);
                break;
            default:
                WriteFurther(record.Fields[field - RecordLayout.FurtherFrom].Value);
                break;
        }
    }

    private void WriteFurther(FieldValue value)
    {
        switch (value.Kind)
        {
            case FieldValueKind.Text:
                WriteText(value.AsText());
                break;
            case FieldValueKind.Decimal:
                WriteDecimal(value.AsDecimal());
                break;
            case FieldValueKind.Integer:
                WriteDecimal(value.AsInteger());
                break;
            case FieldValueKind.Boolean:
                Reserve(5);
                Copy(value.AsBoolean() ? "true"u8 : "false"u8);
                break;
            case FieldValueKind.Instant:
                WriteInstant(value.AsInstant());
                break;
            default:
                throw new InvalidOperationException($"Unknown kind of value: {value.Kind}.");
        }
    }

    private void WriteText(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        var utf8 = length <= 256 ? stackalloc byte[256] : new byte[length];
        WriteText(utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
    }

    private void WriteText(ReadOnlySpan<byte> utf8)
    {
        Reserve(CanonicalText.LengthMaxOf(utf8.Length));
        Length += CanonicalText.Write(utf8, _bytes.AsSpan(Length));
    }

    private void WriteDecimal(decimal value)
    {
        Reserve(CanonicalAmount.LengthMax);
        Length += CanonicalAmount.Write(value, _bytes.AsSpan(Length));
    }

    private void WriteInstant(Instant value)
    {
        Reserve(InstantText.MaxLength + 2);
        Length += WriteInstant(value, _bytes.AsSpan(Length));
    }

    private int WriteInstant(Instant value, Span<byte> destination)
    {
        destination[0] = (byte)'"';
        var length = InstantText.Write(value, destination[1..], dates);
        destination[length + 1] = (byte)'"';
        return length + 2;
    }

    private void Copy(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_bytes.AsSpan(Length));
        Length += text.Length;
    }

    private void Reserve(int length)
    {
        if (_bytes.Length - Length < length)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, Length + length));
        }
    }
}
