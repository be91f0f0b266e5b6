namespace EventNormalization.Normalization;

/// <summary>Reads the member that says the sign of an amount.</summary>
internal static class SignReading
{
    /// <summary>What the member says; an object and an array say nothing known.</summary>
    /// <remarks>A number and a truth value are compared as they are written: <c>-1</c>, <c>true</c>.</remarks>
    public static SignWord Read(FieldInput input, CompiledAmountRules rules) =>
        rules.Signs is null ? SignWord.None
            : input.Kind is JsonKind.Object or JsonKind.Array ? SignWord.Unknown
            : rules.Signs.Read(input.Utf8);
}
