using System;

namespace EventNormalization.Normalization;

/// <summary>A <see cref="JsonKind"/>, and flags for what else is known about the value.</summary>
[Flags]
internal enum FoundValueFlags : ushort
{
    /// <summary>A text that may be anything.</summary>
    Text = JsonKind.Text,

    Number = JsonKind.Number,
    True = JsonKind.True,
    False = JsonKind.False,
    Object = JsonKind.Object,
    Array = JsonKind.Array,

    /// <summary>The bits of the <see cref="JsonKind"/>.</summary>
    JsonKinds = 7,

    HasEscapes = 8,
    IsPrepared = 16,
    IsMissing = 32,
    IsAscii = 64,
    IsPlain = 128,

    /// <summary>A text with an escape for half of a surrogate pair.</summary>
    HasHalves = 256,

    /// <summary>An object that aliases lead into.</summary>
    IsLedInto = 512,

    /// <summary>A text that was put together of two members.</summary>
    IsJoined = 1024,

    /// <summary>It stands in an object around the record.</summary>
    IsOuter = 2048,

    /// <summary>A text of 1 to 31 printed ASCII characters without a quote or a backslash.</summary>
    PlainText = Text | IsAscii | IsPlain,
}
