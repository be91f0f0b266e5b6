using System.Collections;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using NodaTime.Text;

namespace EventNormalization.Normalization;

/// <summary>The instants that a text may mean, shown by the clocks of a zone when somebody looks at them.</summary>
/// <remarks>
/// Most refusals are counted and kept without being worded at once, and wording costs more than reading.
/// </remarks>
internal sealed class InstantCandidates(Instant[] instants, DateTimeZone zone) : IReadOnlyList<string>
{
    // A day from the ends of the calendar, every local time of every zone is in it.
    private static readonly Instant FirstShown = PlausibleRange.Unbounded.Earliest + Duration.FromDays(1);

    private static readonly Instant LastShown = PlausibleRange.Unbounded.Latest!.Value - Duration.FromDays(1);

    // Local mean times, whose offsets have seconds, keep them.
    private static readonly OffsetDateTimePattern ToTheMinute = OffsetDateTimePattern.CreateWithInvariantCulture(
        "uuuu'-'MM'-'dd'T'HH':'mm':'ss;FFFFFFFFFo<Z+HH:mm>");

    public int Count => instants.Length;

    public string this[int index] => Text(instants[index]);

    public IEnumerator<string> GetEnumerator() => instants.Select(Text).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>An instant as the clocks of the zone show it, with their offset.</summary>
    private string Text(Instant value)
    {
        var isNearAnEnd = value < FirstShown || value > LastShown;
        var local = value.InZone(isNearAnEnd ? DateTimeZone.Utc : zone).ToOffsetDateTime();
        return (local.Offset.Seconds % 60 == 0 ? ToTheMinute : OffsetDateTimePattern.ExtendedIso).Format(local);
    }
}
