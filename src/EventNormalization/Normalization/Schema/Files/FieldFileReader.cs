using System;
using System.Collections.Immutable;
using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>Reads the fields of a schema file.</summary>
internal static class FieldFileReader
{
    // What every field may say, in the order in which a message lists it.
    private static readonly string[] Common =
        ["aliases", "weak_aliases", "choose", "constant", "default", "identity", "from"];

    /// <summary>Reads a field into the schema; what is wrong is noted in the node's errors.</summary>
    public static EventSchema Read(EventSchema schema, string name, SchemaNode node)
    {
        switch (name)
        {
            case FieldNames.ClientId:
                return schema with { ClientId = ReadText(schema.ClientId, node, "case") };
            case FieldNames.Metric:
                return schema with { Metric = ReadNames(schema.Metric, node) };
            case FieldNames.Amount:
                return schema with { Amount = ReadNames(schema.Amount, node) };
            case FieldNames.Timestamp:
                return schema with { Timestamp = ReadInstant(schema.Timestamp, node) };
            case FieldNames.Currency:
                return schema with { Currency = ReadCurrency(schema.Currency, node) };
            case FieldNames.Key:
                var key = new FieldDefinition<string>(name, TextParser.Kept) { IsIdentity = true };
                return schema with { Key = ReadPresence(ReadText(key, node, "case", "join", "presence"), node) };
            default:
                var field = ReadFurther(name, node);
                return field is null ? schema : schema with { FurtherFields = schema.FurtherFields.Add(field) };
        }
    }

    private static FieldDefinition? ReadFurther(string name, SchemaNode node)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            node.Fail("a field needs a name");
            return null;
        }

        var type = node.TryGet("type", out var word) ? word.Text() : "text";
        string[] more = ["type", "presence", "read_from"];
        switch (type)
        {
            case "text":
                var text = new FieldDefinition<string>(name, TextParser.Kept);
                return ReadFurther(ReadText(text, node, ["case", "join", .. more]), node);
            case "metric":
                return ReadFurther(ReadNames(new FieldDefinition<string>(name, TextParser.Metric), node, more), node);
            case "currency":
                var currency = new FieldDefinition<string>(name, new AmountCurrencyParser());
                return ReadFurther(ReadNames(currency, node, more), node);
            case "decimal":
                return ReadFurther(ReadNames(new FieldDefinition<decimal>(name, new AmountParser()), node, more), node);
            case "integer":
                return ReadFurther(ReadNames(new FieldDefinition<long>(name, new IntegerParser()), node, more), node);
            case "boolean":
                return ReadFurther(ReadNames(new FieldDefinition<bool>(name, new BooleanParser()), node, more), node);
            case "instant":
                var instant = new FieldDefinition<Instant>(name, new TimestampParser());
                return ReadFurther(ReadInstant(instant, node, more), node);
            default:
                word.Expected("one of text, metric, currency, decimal, integer, boolean, instant");
                return null;
        }
    }

    private static FieldDefinition<T> ReadFurther<T>(FieldDefinition<T> field, SchemaNode node) =>
        ReadPresence(field, node) with { ReadFrom = node.TryGet("read_from", out var source) ? source.Text() : null };

    private static FieldDefinition<T> ReadPresence<T>(FieldDefinition<T> field, SchemaNode node) =>
        !node.TryGet("presence", out var presence) ? field : field with
        {
            Presence = presence.Word(("required", FieldPresence.Required), ("optional", FieldPresence.Optional))
                ?? FieldPresence.Required,
        };

    /// <summary>Reads the field that every schema has.</summary>
    private static FieldDefinition<string> ReadCurrency(FieldDefinition<string> field, SchemaNode node)
    {
        field = ReadPresence(ReadNames(field, node, "presence", "other", "type", "read_from"), node);
        if (node.TryGet("type", out var type) && type.Text() is not (null or "currency"))
        {
            type.Expected("currency; where any text is a currency, say \"other\": \"text\"");
        }

        if (node.TryGet("read_from", out var source) && source.Text() is not (null or FieldNames.Amount))
        {
            source.Expected("amount, whose mark is read without being named here");
        }

        var others = node.TryGet("other", out var other)
            ? other.Word(("refuse", OtherCurrencies.Refuse), ("text", OtherCurrencies.Text))
            : null;
        return field with { Parser = new CurrencyParser { Others = others ?? OtherCurrencies.Refuse } };
    }

    private static FieldDefinition<string> ReadText(
        FieldDefinition<string> field, SchemaNode node, params ReadOnlySpan<string> more)
    {
        field = ReadNames(field, node, more) with { Join = ReadJoin(node) };
        return !node.TryGet("case", out var letters) ? field : field with
        {
            Parser = letters.Word(("kept", TextCase.Kept), ("lower", TextCase.Lower)) == TextCase.Lower
                ? TextParser.Lower
                : TextParser.Kept,
        };
    }

    private static FieldDefinition<Instant> ReadInstant(
        FieldDefinition<Instant> field, SchemaNode node, params ReadOnlySpan<string> more)
    {
        field = ReadNames(field, node, ["zone_from", "join", .. more]);
        return field with
        {
            ZoneFrom = node.TryGet("zone_from", out var zone) ? zone.Text() : null,
            Join = ReadJoin(node),
        };
    }

    private static ImmutableArray<string> ReadJoin(SchemaNode node) =>
        node.TryGet("join", out var join) ? join.Texts() : [];

    private static FieldDefinition<T> ReadNames<T>(
        FieldDefinition<T> field, SchemaNode node, params ReadOnlySpan<string> more)
    {
        if (!node.IsObjectOf([.. Common, .. more]))
        {
            return field;
        }

        var replaces = node.TryGet("aliases", out var aliases);
        var isWeak = node.TryGet("weak_aliases", out var weak);
        var isFound = !node.TryGet("constant", out _) & !node.TryGet("from", out _);
        if (!isFound && (replaces || isWeak))
        {
            (replaces ? aliases : weak).Fail(
                "never applies to a field that the event's members are not looked at for");
        }

        return field with
        {
            Aliases = replaces ? aliases.Texts() : field.Aliases,
            WeakAliases = isWeak ? weak.Texts() : replaces ? [] : field.WeakAliases,
            Choose = (node.TryGet("choose", out var choice)
                ? choice.Word(("agreeing", AliasChoice.Agreeing), ("first", AliasChoice.First)) : null) ?? field.Choose,
            Constant = node.TryGet("constant", out var constant) ? constant.Text() : null,
            Default = node.TryGet("default", out var fallback) ? fallback.Text() : null,
            IsIdentity = (node.TryGet("identity", out var identity) ? identity.Truth() : null) ?? field.IsIdentity,
            From = node.TryGet("from", out var from) ? from.Text() : null,
        };
    }

    private enum TextCase
    {
        Kept,
        Lower,
    }
}
