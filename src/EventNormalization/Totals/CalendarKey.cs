using System;
using EventNormalization.Normalization;
using NodaTime;

namespace EventNormalization.Totals;

/// <summary>Groups by a period of the calendar in a zone.</summary>
internal sealed class CalendarKey : GroupKey
{
    private readonly CalendarUnit _unit;
    private readonly DateTimeZone _zone;

    public CalendarKey(CalendarUnit unit, DateTimeZone zone)
        : base(NameOf(unit))
    {
        ArgumentNullException.ThrowIfNull(zone);
        _unit = unit;
        _zone = zone;
    }

    internal override string? FieldName => null;

    public override bool Equals(GroupKey? other) =>
        other is CalendarKey calendar && calendar._unit == _unit && calendar._zone.Id == _zone.Id;

    public override int GetHashCode() => HashCode.Combine(_unit, _zone.Id);

    internal override FieldValue? Of(NormalizedEvent record)
    {
        var date = record.Timestamp.InZone(_zone).Date;
        return FieldValue.FromInstant(_zone.AtStartOfDay(FirstDayOf(date)).ToInstant());
    }

    private LocalDate FirstDayOf(LocalDate date) => _unit switch
    {
        CalendarUnit.Day => date,
        CalendarUnit.Week => date.PlusDays(1 - (int)date.DayOfWeek),
        CalendarUnit.Month => new LocalDate(date.Year, date.Month, 1),
        CalendarUnit.Quarter => new LocalDate(date.Year, date.Month - ((date.Month - 1) % 3), 1),
        CalendarUnit.Year => new LocalDate(date.Year, 1, 1),
        _ => throw new InvalidOperationException($"No such calendar unit is known here: {_unit}."),
    };

    private static string NameOf(CalendarUnit unit) => unit switch
    {
        CalendarUnit.Day => "day",
        CalendarUnit.Week => "week",
        CalendarUnit.Month => "month",
        CalendarUnit.Quarter => "quarter",
        CalendarUnit.Year => "year",
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "No such calendar unit is known."),
    };
}
