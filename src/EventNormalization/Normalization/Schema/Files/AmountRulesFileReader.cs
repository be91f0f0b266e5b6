using System.Collections.Immutable;

namespace EventNormalization.Normalization;

/// <summary>Reads what a profile of a schema file says of amounts.</summary>
internal static class AmountRulesFileReader
{
    /// <summary>Reads the rules; what contradicts itself is noted where the whole schema is checked.</summary>
    public static AmountRules Read(SchemaNode node, AmountRules varied)
    {
        var rules = ReadUnit(node, varied) with
        {
            NumberFormat = ReadNumberFormat(node) ?? varied.NumberFormat,
            Currency = node.TryGet("currency", out var currency) ? currency.Text() : varied.Currency,
            SignFrom = node.TryGet("sign_from", out var signs) ? ReadSigns(signs) : varied.SignFrom,
            Negate = (node.TryGet("negate", out var negate) ? negate.Truth() : null) ?? varied.Negate,
            UnitMarks = node.TryGet("unit_marks", out var units) ? units.Texts() : varied.UnitMarks,
        };

        // Most of very many profiles say nothing of amounts, and then share what is worked out of the rules.
        return rules == varied ? varied : rules;
    }

    /// <summary>A unit and a scale exclude each other, so a profile that gives one gives up the other.</summary>
    private static AmountRules ReadUnit(SchemaNode node, AmountRules varied)
    {
        var unit = node.TryGet("amount_unit", out var word)
            ? word.Word(("minor", AmountUnit.Minor), ("as_written", AmountUnit.AsWritten))
            : null;
        var scale = node.TryGet("amount_scale", out var number)
            ? number.Integer(0, AmountRulesValidator.ScaleMax)
            : null;
        var minorUnits = node.TryGet("minor_units", out var units) ? ReadMinorUnits(units) : null;
        var isScaledAnew = unit is not null || scale is not null;
        unit ??= isScaledAnew ? AmountUnit.AsWritten : varied.Unit;
        return varied with
        {
            Unit = unit.Value,
            Scale = isScaledAnew ? scale : varied.Scale,
            MinorUnits = minorUnits
                ?? (unit == AmountUnit.Minor ? varied.MinorUnits : AmountRules.Default.MinorUnits),
        };
    }

    private static NumberFormat? ReadNumberFormat(SchemaNode node) => node.TryGet("number_format", out var format)
        ? format.Word(
            ("invariant", NumberFormat.Invariant),
            ("decimal_point", NumberFormat.DecimalPoint),
            ("decimal_comma", NumberFormat.DecimalComma),
            ("strict", NumberFormat.Strict))
        : null;

    private static ImmutableDictionary<string, int> ReadMinorUnits(SchemaNode node)
    {
        var units = AmountRules.Default.MinorUnits;
        foreach (var (code, value) in node.Members())
        {
            if (value.Integer(0, AmountRulesValidator.MinorDigitsMax) is { } digits)
            {
                units = units.SetItem(code, digits);
            }
        }

        return units;
    }

    private static SignRules? ReadSigns(SchemaNode node)
    {
        if (!node.IsObjectOf("member", "negative", "positive"))
        {
            return null;
        }

        var name = node.TryGet("member", out var member) ? member.Text() : "";
        return name is null ? null : new SignRules
        {
            Member = name,
            Negative = node.TryGet("negative", out var negative) ? negative.Texts() : [],
            Positive = node.TryGet("positive", out var positive) ? positive.Texts() : [],
        };
    }
}
