namespace EventNormalization.Normalization;

/// <summary>Which zone names a form of timestamp allows beyond those that mean one offset everywhere.</summary>
internal enum ZoneNaming
{
    /// <summary>None: <c>CST</c> is also the time of China and of Cuba, as java.util.Date prints it there.</summary>
    Plain,

    /// <summary><c>CST</c> and <c>CDT</c>, which RFC 5322 defines as the North American ones.</summary>
    Mail,
}
