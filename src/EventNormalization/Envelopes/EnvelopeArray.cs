using System.Globalization;
using EventNormalization.Ingestion;

namespace EventNormalization.Envelopes;

/// <summary>An array of records that is being expanded.</summary>
internal sealed class EnvelopeArray(EnvelopeFrame frame)
{
    public EnvelopeFrame Frame => frame;

    /// <summary>How many elements are written into the envelope.</summary>
    public int WrittenCount { get; set; }

    public string PathOf(int index) => string.Create(CultureInfo.InvariantCulture, $"{frame.Path}[{index}]");
}
