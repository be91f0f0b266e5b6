namespace EventNormalization.Normalization;

/// <summary>Reads what a schema file says of the field <c>currency</c>, which every schema has.</summary>
internal static class CurrencyFileReader
{
    /// <summary>Reads the field; what is wrong is noted in the node's errors.</summary>
    public static FieldDefinition<string> Read(FieldDefinition<string> field, SchemaNode node)
    {
        if (!node.IsObjectOf("aliases", "constant", "default", "identity", "presence", "other", "type", "read_from"))
        {
            return field;
        }

        if (node.TryGet("type", out var type) && type.Text() is not (null or "currency"))
        {
            type.Expected("currency; where any text is a currency, say \"other\": \"text\"");
        }

        if (node.TryGet("read_from", out var source) && source.Text() is not (null or FieldNames.Amount))
        {
            source.Expected("amount, whose mark is read without being named here");
        }

        return SchemaFileReader.ReadNames(field, node) with
        {
            Presence = SchemaFileReader.ReadPresence(node) ?? field.Presence,
            Parser = new CurrencyParser { Others = ReadOthers(node) },
        };
    }

    private static OtherCurrencies ReadOthers(SchemaNode node) => node.TryGet("other", out var other)
        ? other.Word(("refuse", OtherCurrencies.Refuse), ("text", OtherCurrencies.Text)) ?? OtherCurrencies.Refuse
        : OtherCurrencies.Refuse;
}
