namespace EventNormalization.Normalization;

/// <summary>
/// The second halves of the reason codes that the library itself gives, such as <c>amount.ambiguous</c>.
/// </summary>
public static class Problems
{
    /// <summary>The field is absent, null, empty or one of the schema's null tokens.</summary>
    public const string Missing = "missing";

    /// <summary>The field stands more than once at the same rank with different meanings.</summary>
    public const string Conflict = "conflict";

    /// <summary>The value is JSON of a kind that the field does not take, such as an array.</summary>
    public const string Kind = "kind";

    /// <summary>The text is in none of the forms that the parser reads.</summary>
    public const string Format = "format";

    /// <summary>The member that says the sign is missing, or holds a word that the profile does not name.</summary>
    public const string Sign = "sign";

    /// <summary>The text has several readings and no rule of the profile chooses.</summary>
    public const string Ambiguous = "ambiguous";

    /// <summary>The text names less than an instant: no day, no year or no date.</summary>
    public const string Incomplete = "incomplete";

    /// <summary>The local time never occurred in its zone, or the date is not in the calendar.</summary>
    public const string Nonexistent = "nonexistent";

    /// <summary>The value is outside the range that the field holds or the profile finds plausible.</summary>
    public const string Range = "range";

    /// <summary>The value has more digits than the field holds exactly.</summary>
    public const string Precision = "precision";

    /// <summary>The text is longer than the field takes.</summary>
    public const string TooLong = "too_long";

    /// <summary>The text contains a control or invisible character.</summary>
    public const string Characters = "characters";

    /// <summary>The field's parser threw, or returned neither a value nor a reason.</summary>
    public const string ParserFailed = "parser_failed";
}
