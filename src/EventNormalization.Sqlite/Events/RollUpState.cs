using System;
using System.Buffers;
using EventNormalization.Aggregation;
using EventNormalization.Storage;
using EventNormalization.Totals;

namespace EventNormalization.Sqlite;

/// <summary>The columns of a roll-up: the states of the library's measures, each in its measure's format.</summary>
internal static class RollUpState
{
    /// <summary>Reads the states from the four columns that begin with the count.</summary>
    /// <exception cref="StoreCorruptedException">The columns hold no states.</exception>
    public static DecimalSummary Read(SqliteStatement row, int column)
    {
        try
        {
            return new()
            {
                Count = row.ReadNumber(column),
                Sum = StandardFormats.Sum.Read(row.ReadBytes(column + 1)),
                Min = StandardFormats.Extreme.Read(row.ReadBytes(column + 2)),
                Max = StandardFormats.Extreme.Read(row.ReadBytes(column + 3)),
            };
        }
        catch (FormatException error)
        {
            throw new StoreCorruptedException("A roll-up is damaged: " + error.Message, error);
        }
    }

    /// <summary>Binds the states to the four parameters that begin with the count.</summary>
    public static void Bind(
        in DecimalSummary state, SqliteStatement statement, int parameter, ArrayBufferWriter<byte> bytes)
    {
        statement.Bind(parameter, state.Count);
        statement.Bind(parameter + 1, BytesOf(state.Sum, StandardFormats.Sum, bytes));
        statement.Bind(parameter + 2, BytesOf(state.Min, StandardFormats.Extreme, bytes));
        statement.Bind(parameter + 3, BytesOf(state.Max, StandardFormats.Extreme, bytes));
    }

    private static ReadOnlySpan<byte> BytesOf<TState>(
        in TState state, IStateFormat<TState> format, ArrayBufferWriter<byte> bytes)
    {
        bytes.ResetWrittenCount();
        format.Write(in state, bytes);
        return bytes.WrittenSpan;
    }
}
