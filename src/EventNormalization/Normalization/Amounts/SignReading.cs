namespace EventNormalization.Normalization;

/// <summary>Reads the member that says the sign of an amount.</summary>
internal static class SignReading
{
    /// <summary>What the member says; a value that is an object or an array says nothing known.</summary>
    public static SignWord Read(FieldInput input, CompiledAmountRules rules) => SignWord.Unknown;
}
