using System;

namespace EventNormalization.Normalization;

/// <summary>Where and how a currency mark may be written.</summary>
[Flags]
internal enum MarkPlacement
{
    None = 0,
    Before = 1,
    After = 2,
    Both = Before | After,

    /// <summary>In capitals, in small letters or with an initial capital.</summary>
    ThreeCases = 4,

    /// <summary>Only where it is the profile's currency, since it is a unit or a word as well.</summary>
    OfProfile = 8,

    /// <summary>An ISO 4217 code, after which a colon and a blank may stand.</summary>
    Code = 16,

    /// <summary>A word of the profile that is no currency.</summary>
    Unit = 32,
}
