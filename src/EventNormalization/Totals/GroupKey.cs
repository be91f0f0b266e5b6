using System;
using System.Diagnostics;
using EventNormalization.Normalization;
using NodaTime;

namespace EventNormalization.Totals;

/// <summary>What events are grouped by: a field, or the window of time that they happened in.</summary>
/// <remarks>
/// <para>Immutable and thread-safe. The list of kinds is closed. Equal when kind and content are.</para>
/// <para>The value of a window is the instant at which it begins; <see cref="TotalsGroup.WindowOf"/> has all of it. A
/// window ends where the next one begins, and that instant is in the next one.</para>
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public abstract class GroupKey : IEquatable<GroupKey>
{
    /// <summary>
    /// The longest window of <see cref="Every"/> and the longest step of <see cref="Sliding"/>, in days.
    /// </summary>
    public const int WindowDaysMax = 3660;

    /// <summary>The most steps that a window of <see cref="Sliding"/> consists of.</summary>
    public const int StepCountMax = 1440;

    private protected GroupKey(string name) => Name = name;

    /// <summary>The client.</summary>
    public static GroupKey ClientId { get; } = Field(FieldNames.ClientId);

    /// <summary>The metric.</summary>
    public static GroupKey Metric { get; } = Field(FieldNames.Metric);

    /// <summary>
    /// The whole hour of UTC in which the event happened; its value is the instant at which it begins.
    /// </summary>
    public static GroupKey Hour { get; } = WindowKey.OfHour();

    /// <summary>
    /// The name of the group key in results: the field's, the calendar unit's such as <c>hour</c>, or <c>window</c>.
    /// </summary>
    public string Name { get; }

    /// <summary>Whether events are grouped by windows of time.</summary>
    public bool IsWindow => this is WindowKey;

    /// <summary>A field of the record.</summary>
    /// <param name="name">The field's name.</param>
    /// <returns>The group key. An event that lacks the field is in the group without it.</returns>
    public static GroupKey Field(string name) => new FieldKey(name);

    /// <summary>A period of a calendar in a zone; its value is the instant at which the period begins.</summary>
    /// <remarks>The hour in UTC is <see cref="Hour"/>.</remarks>
    /// <param name="unit">Hour, day, week, month, quarter or year, as <see cref="CalendarUnit"/> names them.</param>
    /// <param name="zone">The zone whose clock and dates count.</param>
    /// <param name="weekStart">The first day of a week; other units do not depend on it.</param>
    /// <returns>A key whose periods follow the zone's offsets: a day may have 23 or 25 hours.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No such unit or day is known.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="zone"/> is null.</exception>
    public static GroupKey Calendar(
        CalendarUnit unit, DateTimeZone zone, IsoDayOfWeek weekStart = IsoDayOfWeek.Monday)
    {
        ArgumentNullException.ThrowIfNull(zone);
        ArgumentOutOfRangeException.ThrowIfEqual(weekStart, IsoDayOfWeek.None);
        EnumGuard.Checked(unit);
        EnumGuard.Checked(weekStart);
        return unit == CalendarUnit.Hour && zone.Equals(DateTimeZone.Utc)
            ? Hour
            : WindowKey.OfCalendar(unit, zone, weekStart);
    }

    /// <summary>
    /// Windows of one length, named <c>window</c>; its value is the instant at which the window begins.
    /// </summary>
    /// <remarks>
    /// <para>A length that divides a day is counted from midnight by the zone's clock: with six hours, windows begin at
    /// 00:00, 06:00, 12:00 and 18:00, and one in which clocks change is an hour shorter or longer. With an hour or
    /// less, an hour that comes twice has its windows twice, told apart by their starts.</para>
    /// <para>A length of whole days is counted in the zone's dates from 1970-01-01, so a window begins with the first
    /// instant of a date. Any other length is counted from 1970-01-01T00:00Z, whatever clocks show.</para>
    /// </remarks>
    /// <param name="length">Whole seconds, from one to <see cref="WindowDaysMax"/> days.</param>
    /// <param name="zone">The zone whose clock and dates count.</param>
    /// <returns>A key whose windows do not overlap.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The length is out of range, or not of whole seconds.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="zone"/> is null.</exception>
    public static GroupKey Every(Duration length, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return WindowKey.OfSteps(WindowKey.SecondsOf(length, nameof(length)), 1, zone);
    }

    /// <summary>
    /// Windows of one length that overlap, one beginning with each step, named <c>window</c>; its value is the instant
    /// at which the window begins.
    /// </summary>
    /// <remarks>
    /// <para>Steps are the windows of <see cref="Every"/>, and a window is as many of them, one behind the other, as
    /// the length is of the step. Each event is in that many windows, and a window that has one is a group.</para>
    /// <para>Law: its values are those of folding the events of the window by themselves, to the last bit.</para>
    /// </remarks>
    /// <param name="length">A multiple of the step, at most <see cref="StepCountMax"/> times.</param>
    /// <param name="step">Whole seconds, from one to <see cref="WindowDaysMax"/> days.</param>
    /// <param name="zone">The zone whose clock and dates count.</param>
    /// <returns>A key whose windows overlap, unless the length is the step.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The step is out of range or not of whole seconds, or the length is no such multiple of it.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="zone"/> is null.</exception>
    public static GroupKey Sliding(Duration length, Duration step, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var seconds = WindowKey.SecondsOf(step, nameof(step));
        return WindowKey.OfSteps(seconds, WindowKey.StepCountOf(length, seconds), zone);
    }

    /// <summary>The window that an instant is in; of those that overlap, the one that begins last.</summary>
    /// <param name="instant">Any instant, such as the value of a group.</param>
    /// <returns>The window; <see langword="null"/> if this is a field.</returns>
    public TotalsWindow? WindowAt(Instant instant) =>
        this is WindowKey windows ? windows.WindowFrom(windows.SpanAt(instant)) : null;

    /// <inheritdoc/>
    public abstract bool Equals(GroupKey? other);

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as GroupKey);

    /// <inheritdoc/>
    public abstract override int GetHashCode();

    /// <summary>The name that answers and column heads show.</summary>
    /// <returns>Equal for equal keys.</returns>
    public override string ToString() => Name;

    /// <summary>A text that differs where keys do: written totals are told apart by it.</summary>
    internal virtual string IdentityText => Name;

    /// <summary>The name of the field that is grouped by; null if it is the time.</summary>
    internal abstract string? FieldName { get; }

    /// <summary>Whether it groups by periods of time: <see cref="IsWhole"/> tells which times have one value.</summary>
    internal virtual bool IsOfPeriods => false;

    /// <summary>Whether all instants from one to another, both included, have one value.</summary>
    internal virtual bool IsWhole(Instant first, Instant last) => FieldName is not (null or FieldNames.Timestamp);

    /// <summary>The event's value; null if it lacks it.</summary>
    internal abstract FieldValue? Of(NormalizedEvent record);
}
