namespace EventNormalization.Normalization;

/// <summary>The unit in which a client sends amounts.</summary>
public enum AmountUnit
{
    /// <summary>The currency itself, or whatever the metric counts: <c>12.50</c> is 12.50.</summary>
    AsWritten,

    /// <summary>
    /// Whole numbers of the currency's minor unit by ISO 4217: 1250 in EUR is 12.50, in JPY 1250, in BHD 1.25.
    /// </summary>
    Minor,
}
