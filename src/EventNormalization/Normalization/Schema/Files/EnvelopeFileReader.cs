using EventNormalization.Envelopes;

namespace EventNormalization.Normalization;

/// <summary>Reads from a schema file how deliveries are taken apart.</summary>
internal static class EnvelopeFileReader
{
    /// <summary>The members that it reads.</summary>
    public static readonly string[] Names = ["records", "inherit", "decode", "spread"];

    public static EnvelopeRules Read(SchemaNode root)
    {
        var rules = EnvelopeRules.None;
        if (root.TryGet("records", out var records))
        {
            rules = rules with { Records = records.Texts() };
        }

        if (root.TryGet("inherit", out var inherit))
        {
            rules = rules with { Inherit = inherit.Texts() };
        }

        if (root.TryGet("spread", out var spread))
        {
            rules = rules with { Spread = spread.Texts() };
        }

        return root.TryGet("decode", out var decode) ? ReadDecode(rules, decode) : rules;
    }

    private static EnvelopeRules ReadDecode(EnvelopeRules rules, SchemaNode node)
    {
        foreach (var (path, word) in node.Members())
        {
            if (word.Word(("json", TextEncoding.Json), ("base64", TextEncoding.Base64)) is { } encoding)
            {
                rules = rules with { Decode = rules.Decode.SetItem(path, encoding) };
            }
        }

        return rules;
    }
}
