using System;

namespace EventNormalization.Normalization;

/// <summary>One found JSON value, as a field parser reads it.</summary>
/// <remarks>
/// For <see cref="JsonKind.Text"/>, <see cref="Utf8"/> is the text itself: unescaped, valid UTF-8, trimmed at both
/// ends, at least one byte long and free of control and invisible characters and of those that Unicode 17.0 does not
/// have; a run of white space inside a client id, a metric or a further text is one U+0020. For every other kind it is
/// the value exactly as it stands in the event, already known to be well-formed JSON.
/// </remarks>
public readonly ref struct FieldInput
{
    /// <summary>Wraps a value that keeps the promises of this type.</summary>
    /// <param name="kind">Decides what <paramref name="utf8"/> holds.</param>
    /// <param name="utf8">
    /// For a text its unescaped characters in UTF-8, else the raw JSON. Not copied: valid during the call alone.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="kind"/> is not known.</exception>
    public FieldInput(JsonKind kind, ReadOnlySpan<byte> utf8)
    {
        // Every field of every event comes by here, and mostly with a constant: this is less than to ask the
        // enumeration.
        if (kind is < JsonKind.Text or > JsonKind.Array)
        {
            EnumGuard.Checked(kind);
        }

        Kind = kind;
        Utf8 = utf8;
    }

    /// <summary>The kind of the value.</summary>
    public JsonKind Kind { get; }

    /// <summary>The text, or the raw JSON of a value of another kind.</summary>
    public ReadOnlySpan<byte> Utf8 { get; }
}
