using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Testing.Checking;
using EventNormalization.Totals;
using EventNormalization.Totals.Authoring;

namespace EventNormalization.Testing;

/// <summary>
/// The laws of <see cref="Measure"/>, which are those of its aggregator and of the form of its states.
/// </summary>
public static class MeasureLaws
{
    private const int RecordCountMax = 12;

    /// <summary>The laws of a measure, checked with random records.</summary>
    /// <param name="measure">The one under test; every check works on fresh states of it.</param>
    /// <param name="makeRecord">Makes a record of a source of chance; those that the measure skips among them.</param>
    /// <returns>Each law with the check that tries it.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="measure"/> or <paramref name="makeRecord"/> is null.
    /// </exception>
    public static IReadOnlyList<Law> Of(Measure measure, Func<Random, NormalizedEvent> makeRecord)
    {
        ArgumentNullException.ThrowIfNull(measure);
        ArgumentNullException.ThrowIfNull(makeRecord);
        return new Measuring(measure, makeRecord).Laws;
    }

    private readonly record struct Identified(NormalizedEvent Record, RecordId Id);

    private sealed class Measuring(Measure measure, Func<Random, NormalizedEvent> makeRecord)
    {
        public Law[] Laws =>
        [
            new("States that are merged, in either order, give what one state of all records gives", MergeParts),
            new("The order of the records changes nothing", AddInReverse),
            new("A state of no record changes nothing", MergeEmpty),
            new("A state that was written and read has the same value", WriteAndRead),
            new("Merging states that were read gives what merging the states gives", MergeAfterReading),
            new("A value may be read, and a state written, at any time and changes nothing", ReadEarly),
        ];

        private void MergeParts(Random random)
        {
            var (a, b) = (Make(random), Make(random));
            var (left, right) = (Fold(a), Fold(b));
            left.Merge(Fold(b));
            right.Merge(Fold(a));
            var whole = Fold([.. a, .. b]).ToValue();
            Assert.Equal(whole, left.ToValue());
            Assert.Equal(whole, right.ToValue());
        }

        private void AddInReverse(Random random)
        {
            var a = Make(random);
            Assert.Equal(Fold(a).ToValue(), Fold([.. a.Reverse()]).ToValue());
        }

        private void MergeEmpty(Random random)
        {
            var state = Fold(Make(random));
            var before = state.ToValue();
            state.Merge(measure.NewState());
            state.Merge(BytesOf(measure.NewState()));
            Assert.Equal(before, state.ToValue());
        }

        private void WriteAndRead(Random random)
        {
            var state = Fold(Make(random));
            var read = measure.NewState();
            read.Merge(BytesOf(state));
            Assert.Equal(state.ToValue(), read.ToValue());
        }

        private void MergeAfterReading(Random random)
        {
            var (left, right) = (Fold(Make(random)), Fold(Make(random)));
            var read = measure.NewState();
            read.Merge(BytesOf(left));
            read.Merge(BytesOf(right));
            left.Merge(right);
            Assert.Equal(left.ToValue(), read.ToValue());
        }

        private void ReadEarly(Random random)
        {
            var (a, b) = (Make(random), Make(random));
            var state = Fold(a);
            Assert.Equal(state.ToValue(), state.ToValue());
            BytesOf(state);
            Add(state, b);
            Assert.Equal(Fold([.. a, .. b]).ToValue(), state.ToValue());
        }

        private Identified[] Make(Random random) => random.Array(
            0, RecordCountMax, source => new Identified(makeRecord(source), IdOf(source)));

        private MeasureState Fold(Identified[] records) => Add(measure.NewState(), records);

        private static MeasureState Add(MeasureState state, Identified[] records)
        {
            foreach (var (record, id) in records)
            {
                state.Add(record, id);
            }

            return state;
        }

        private static RecordId IdOf(Random random)
        {
            Span<byte> bytes = stackalloc byte[RecordId.ByteCount];
            random.NextBytes(bytes);
            return RecordId.FromBytes(bytes);
        }

        private static byte[] BytesOf(MeasureState state)
        {
            var bytes = new ArrayBufferWriter<byte>();
            state.Write(bytes);
            return bytes.WrittenSpan.ToArray();
        }
    }
}
