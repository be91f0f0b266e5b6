using System;
using System.Runtime.Intrinsics;
using System.Text;
using EventNormalization.Normalization;
using NodaTime;

namespace EventNormalization.Identity;

/// <summary>Writes records as canonical JSON into memory of its own, which it reuses.</summary>
/// <remarks>Of one thread. What it wrote stands until it is cleared.</remarks>
internal sealed class RecordWriter
{
    private const int InstantLengthMax = 32;
    private byte[] _bytes = new byte[256];

    /// <summary>How many bytes are written.</summary>
    public int Length { get; private set; }

    /// <summary>Everything written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>Everything written, for those who await before they read it.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, Length);

    /// <summary>Forgets what is written.</summary>
    public void Clear() => Length = 0;

    /// <summary>Writes the record that a reader has just read; returns where it begins.</summary>
    public int Write(RecordReader reader, RecordLayout layout)
    {
        var start = Length;
        var separator = (byte)'{';
        Reserve(layout.RoomFor(reader));
        foreach (var member in layout.Members)
        {
            if (member.Field >= RecordLayout.FurtherFrom && !reader.TryGetFurther(member.Field, out _))
            {
                continue;
            }

            WriteName(separator, member);
            separator = (byte)',';
            WriteValue(reader, member.Field);
        }

        End();
        return start;
    }

    /// <summary>Writes a record; returns where it begins.</summary>
    public int Write(NormalizedEvent record, RecordLayout layout)
    {
        var start = Length;
        var separator = (byte)'{';
        foreach (var member in layout.Members)
        {
            WriteName(separator, member);
            separator = (byte)',';
            WriteValue(record, member.Field);
        }

        End();
        return start;
    }

    private void WriteName(byte separator, RecordLayout.Member member)
    {
        Reserve(member.Room);
        _bytes[Length] = separator;
        if (member.Block.Length == RecordLayout.Member.BlockLength)
        {
            // What stands behind the prefix is overwritten by the value.
            Vector256.Create(member.Block, 0).CopyTo(_bytes, Length + 1);
        }
        else
        {
            member.Prefix.CopyTo(_bytes, Length + 1);
        }

        Length += member.Prefix.Length + 1;
    }

    private void End()
    {
        Reserve(1);
        _bytes[Length++] = (byte)'}';
    }

    private void WriteValue(RecordReader reader, int field)
    {
        switch (field)
        {
            case 0:
                WriteText(reader, reader.ClientIdSlice);
                break;
            case 1:
                WriteText(reader, reader.MetricSlice);
                break;
            case 2:
                WriteDecimal(reader.Amount);
                break;
            case 3:
                WriteInstant(reader.Timestamp);
                break;
            default:
                reader.TryGetFurther(field, out var value);
                WriteFurther(value);
                break;
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
            default:
                WriteInstant(value.AsInstant());
                break;
        }
    }

    private void WriteText(RecordReader reader, TextSlice slice)
    {
        if (!slice.IsPlain)
        {
            WriteText(reader.Utf8Of(slice));
            return;
        }

        // The closing quote overwrites what is copied behind the text.
        Reserve(QuickScanner.PlainRoom + 2);
        _bytes[Length] = (byte)'"';
        reader.PlainOf(slice).CopyTo(_bytes, Length + 1);
        Length += slice.Length + 2;
        _bytes[Length - 1] = (byte)'"';
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
        Reserve(InstantLengthMax);
        _bytes[Length++] = (byte)'"';
        Length += InstantText.Write(value, _bytes.AsSpan(Length));
        _bytes[Length++] = (byte)'"';
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
