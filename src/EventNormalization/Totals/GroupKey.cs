using System;
using System.Diagnostics;
using EventNormalization.Normalization;
using NodaTime;

namespace EventNormalization.Totals;

/// <summary>What events are grouped by: a field, the hour, or a calendar period.</summary>
/// <remarks>Immutable. The list of kinds is closed. Equal when kind and content are.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public abstract class GroupKey : IEquatable<GroupKey>
{
    private protected GroupKey(string name) => Name = name;

    /// <summary>The client.</summary>
    public static GroupKey ClientId { get; } = Field(FieldNames.ClientId);

    /// <summary>The metric.</summary>
    public static GroupKey Metric { get; } = Field(FieldNames.Metric);

    /// <summary>
    /// The whole hour of UTC in which the event happened; its value is the instant at which it begins.
    /// </summary>
    public static GroupKey Hour { get; } = new HourKey();

    /// <summary>The name of the group key in results: the field's, <c>hour</c>, or the calendar unit's.</summary>
    public string Name { get; }

    /// <summary>A field of the record.</summary>
    /// <param name="name">The field's name.</param>
    /// <returns>The group key. An event that lacks the field is in the group without it.</returns>
    public static GroupKey Field(string name) => new FieldKey(name);

    /// <summary>A period of a calendar in a zone; its value is the instant at which the period begins.</summary>
    /// <param name="unit">Day, week, month, quarter or year, as <see cref="CalendarUnit"/> names them.</param>
    /// <param name="zone">The zone whose local dates count.</param>
    /// <returns>A key whose periods follow the zone's offsets: a day may have 23 or 25 hours.</returns>
    public static GroupKey Calendar(CalendarUnit unit, DateTimeZone zone) => new CalendarKey(unit, zone);

    /// <inheritdoc/>
    public abstract bool Equals(GroupKey? other);

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as GroupKey);

    /// <inheritdoc/>
    public abstract override int GetHashCode();

    /// <summary>The name that answers and column heads show.</summary>
    /// <returns>Equal for equal keys.</returns>
    public override string ToString() => Name;

    /// <summary>The name of the field that is grouped by; null if it is the time.</summary>
    internal abstract string? FieldName { get; }

    /// <summary>Whether all instants of a whole hour of UTC have the same value.</summary>
    internal virtual bool KeepsHoursWhole => false;

    /// <summary>The event's value; null if it lacks it.</summary>
    internal abstract FieldValue? Of(NormalizedEvent record);
}
