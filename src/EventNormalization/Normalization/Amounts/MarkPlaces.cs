using System;

namespace EventNormalization.Normalization;

/// <summary>Where and how a currency mark may be written.</summary>
[Flags]
internal enum MarkPlaces
{
    None = 0,
    Before = 1,
    Behind = 2,
    Both = Before | Behind,

    /// <summary>In letters of either case, ASCII ones.</summary>
    AnyCase = 4,
}
