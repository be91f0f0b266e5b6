namespace EventNormalization.Normalization;

/// <summary>The letter case in which a metric is stored.</summary>
public enum MetricCase
{
    /// <summary>Lower case by the Unicode simple mapping, the same on every host.</summary>
    Lower,

    /// <summary>As sent.</summary>
    Kept,
}
