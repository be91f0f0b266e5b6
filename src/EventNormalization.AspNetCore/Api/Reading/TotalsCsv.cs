using System.Collections.Generic;
using System.Linq;
using System.Text;
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
            var key = group.Key.Select(CellOf);
            CsvText.AppendLine(text, key.Concat(columns.Measures.Select(measure => group[measure].ToString())));
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
}
