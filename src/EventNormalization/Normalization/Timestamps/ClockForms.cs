using System;

namespace EventNormalization.Normalization;

/// <summary>The shortened spellings of a time of day that only some forms allow.</summary>
[Flags]
internal enum ClockForms
{
    /// <summary>Only with colons, or with points and seconds.</summary>
    Separated = 0,

    /// <summary><c>hhmm</c> and <c>hhmmss</c>.</summary>
    Basic = 1,

    /// <summary><c>hh</c> alone.</summary>
    HourAlone = 2,
}
