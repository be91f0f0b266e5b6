namespace EventNormalization.Json;

/// <summary>The reason codes of a document that is refused as JSON, in the one place that spells them.</summary>
internal static class JsonCodes
{
    public const string Syntax = "json.syntax";
    public const string Encoding = "json.encoding";
    public const string DuplicateKey = "json.duplicate_key";
    public const string TooDeep = "json.too_deep";
    public const string TooLarge = "json.too_large";
    public const string Number = "json.number";
    public const string Records = "json.records";

    /// <summary>The code of <paramref name="fault"/>, which is not <see cref="JsonError.None"/>.</summary>
    public static string Of(JsonError fault) => fault switch
    {
        JsonError.Encoding => Encoding,
        JsonError.DuplicateName => DuplicateKey,
        JsonError.TooDeep => TooDeep,
        JsonError.TooLarge or JsonError.TooManyNames or JsonError.TooManyRecords => TooLarge,
        _ => Syntax,
    };
}
