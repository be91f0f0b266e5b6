using System;
using System.Buffers;
using System.Linq;
using EventNormalization.Normalization;

namespace EventNormalization.Totals;

/// <summary>
/// Writes a fold: the version, the query's fingerprint, how many groups there are, and of each its key, its currency
/// and its states.
/// </summary>
internal static class FoldFormat
{
    private const byte Version = 1;

    /// <summary>Writes the groups in the order of their keys, so that equal folds are equal bytes.</summary>
    public static void Write(TotalsQuery query, KeyedTotals[] groups, IBufferWriter<byte> output)
    {
        output.WriteByte(Version);
        output.Write(QueryFingerprint.Of(query));
        output.WriteNumber(groups.Length);
        Array.Sort(groups, (left, right) => GroupKeyComparer.Instance.Compare(left.Key, right.Key));
        foreach (var group in groups)
        {
            foreach (var value in group.Key)
            {
                Write(value, output);
            }

            Write(group.Totals.Currency is { } currency ? FieldValue.FromText(currency) : null, output);
            group.Totals.Write(output);
        }
    }

    /// <summary>Adds the groups that were written.</summary>
    public static void ReadTo(GroupTable table, TotalsQuery query, ReadOnlySpan<byte> bytes)
    {
        var reader = new StateReader(bytes);
        reader.RequireVersion(Version);
        if (!reader.Take(QueryFingerprint.ByteCount).SequenceEqual(QueryFingerprint.Of(query)))
        {
            throw new FormatException("The bytes are totals of another query.");
        }

        for (var count = reader.ReadCount(); count > 0; count--)
        {
            var key = new FieldValue?[table.KeyLength];
            foreach (ref var value in key.AsSpan())
            {
                value = ReadValue(ref reader);
            }

            var currency = ReadValue(ref reader);
            if (currency is { Kind: not FieldValueKind.Text })
            {
                throw StateReader.Damaged();
            }

            table.OfKey(key, currency?.AsText()).Read(ref reader);
        }

        reader.RequireEnd();
    }

    private static void Write(in FieldValue? value, IBufferWriter<byte> output) =>
        output.WriteSized(value is { } present ? FieldValueBytes.Of(present) : []);

    private static FieldValue? ReadValue(ref StateReader reader) =>
        reader.ReadSized() is { IsEmpty: false } bytes ? FieldValueBytes.Read(bytes) : null;
}
