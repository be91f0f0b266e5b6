using NodaTime;

namespace EventNormalization.Totals;

/// <summary>Cuts the time line into windows, one behind the other, without a gap.</summary>
internal interface IWindowing
{
    /// <summary>The window that an instant is in.</summary>
    WindowSpan At(Instant instant);
}
