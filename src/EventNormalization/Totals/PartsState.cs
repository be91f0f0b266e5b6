using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Linq;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Totals.Authoring;

namespace EventNormalization.Totals;

/// <summary>The state of a measure that follows from others: their states.</summary>
internal sealed class PartsState(Measure measure) : MeasureState
{
    private readonly MeasureState[] _parts = [.. measure.Parts.Select(part => part.NewState())];

    private Measure Measure => measure;

    public override void Add(NormalizedEvent record, in RecordId id)
    {
        foreach (var part in _parts)
        {
            part.Add(record, id);
        }
    }

    public override void Merge(MeasureState other)
    {
        if (other is not PartsState same || !same.Measure.Equals(measure))
        {
            throw MeasureErrors.OtherMeasure(measure, nameof(other));
        }

        for (var i = 0; i < _parts.Length; i++)
        {
            _parts[i].Merge(same._parts[i]);
        }
    }

    public override void Merge(ReadOnlySpan<byte> bytes)
    {
        foreach (var part in _parts)
        {
            if (bytes.Length < sizeof(int)
                || (uint)BinaryPrimitives.ReadInt32BigEndian(bytes) > (uint)(bytes.Length - sizeof(int)))
            {
                throw new FormatException("The state of " + measure + " is cut short.");
            }

            var length = BinaryPrimitives.ReadInt32BigEndian(bytes);
            part.Merge(bytes.Slice(sizeof(int), length));
            bytes = bytes[(sizeof(int) + length)..];
        }

        if (!bytes.IsEmpty)
        {
            throw new FormatException("The state of " + measure + " is too long.");
        }
    }

    public override void Write(IBufferWriter<byte> output)
    {
        var bytes = new ArrayBufferWriter<byte>();
        foreach (var part in _parts)
        {
            part.Write(bytes);
            BinaryPrimitives.WriteInt32BigEndian(output.GetSpan(sizeof(int)), bytes.WrittenCount);
            output.Advance(sizeof(int));
            output.Write(bytes.WrittenSpan);
            bytes.ResetWrittenCount();
        }
    }

    public override MeasureValue ToValue() => measure.ToValue(_parts);

    internal override void AddAmount(decimal amount)
    {
        foreach (var part in _parts)
        {
            part.AddAmount(amount);
        }
    }
}
