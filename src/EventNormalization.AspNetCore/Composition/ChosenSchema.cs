using EventNormalization.Normalization;

namespace EventNormalization.Composition;

/// <summary>What a host said about the rules: the rules themselves, or the file or the name of them.</summary>
internal sealed record ChosenSchema(SchemaSet? Schemas, string? Name)
{
    /// <summary>What the code chose, else what the options name.</summary>
    public static ChosenSchema Of(ChosenSchema? inCode, EventNormalizationOptions options) =>
        inCode ?? new ChosenSchema(null, options.Schema);
}
