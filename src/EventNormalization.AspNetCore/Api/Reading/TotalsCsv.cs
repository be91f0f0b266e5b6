using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using EventNormalization.Api.Wire;
using EventNormalization.Normalization;
using EventNormalization.Totals;

namespace EventNormalization.Api.Reading;

/// <summary>Totals as CSV: a header, then a line for each group.</summary>
internal static class TotalsCsv
{
    public static string Write(TotalsColumns columns, IReadOnlyList<TotalsGroup> groups)
    {
        var text = new StringBuilder();
        CsvText.AppendLine(text, columns.Names.Select(CsvText.Inert));
        foreach (var group in groups)
        {
            var key = columns.Keys.Select((one, i) =>
                one.IsWindow ? KeyText.Of(group, i) : CellOf(group.Key[i]));
            CsvText.AppendLine(text, key.Concat(columns.Measures.Select(measure => CellOf(measure, group[measure]))));
        }

        return text.ToString();
    }

    /// <summary>A value of a field: a text so that no spreadsheet computes it, anything else in plain digits.</summary>
    public static string CellOf(FieldValue? value) => value switch
    {
        null => "",
        { Kind: FieldValueKind.Text } text => CsvText.Inert(text.AsText()),
        _ => value.Value.ToString(),
    };

    /// <summary>A total; a list is the array that JSON has.</summary>
    private static string CellOf(Measure measure, MeasureValue value) => value.Kind switch
    {
        MeasureValueKind.Value => CellOf(value.AsField()),
        MeasureValueKind.List => CsvText.Inert(ListOf(measure, value)),
        MeasureValueKind.Empty or MeasureValueKind.Error => value.ToString(),
        _ => throw new InvalidOperationException($"No such kind of value is known here: {value.Kind}."),
    };

    private static string ListOf(Measure measure, MeasureValue value)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, ApiJson.OneLine))
        {
            TotalsGroupJson.WriteList(json, measure, value.Entries);
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
