using System;

namespace EventNormalization.Totals;

/// <summary>Exceptions of measures that are used wrongly.</summary>
internal static class MeasureErrors
{
    public static ArgumentException OtherMeasure(Measure measure, string parameter) =>
        new("States of different measures do not merge: this one is of " + measure + ".", parameter);

    public static InvalidOperationException NotInSummary(Measure measure) =>
        new("A summary of the amounts does not tell " + measure + ".");
}
