using System.Diagnostics;
using System.Globalization;
using EventNormalization.Ingestion;

namespace EventNormalization.Storage;

/// <summary>The number and the key of a failed event, without its bytes.</summary>
/// <remarks>Equal when both members are.</remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public readonly record struct FailedEventKey
{
    /// <summary>Names a failed event.</summary>
    /// <param name="number">Its number in the order in which failed events were first seen; at least 1.</param>
    /// <param name="key">What its bytes, envelope and context are hashed to; never an event id.</param>
    public FailedEventKey(long number, ContentHash key) => (Number, Key) = (number, key);

    /// <summary>Its number in the order in which failed events were first seen.</summary>
    public long Number { get; }

    /// <summary>Its key.</summary>
    public ContentHash Key { get; }

    private string DebuggerDisplay => string.Create(CultureInfo.InvariantCulture, $"{Number} {Key}");
}
