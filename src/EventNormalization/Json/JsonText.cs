namespace EventNormalization.Json;

/// <summary>Where the bytes between the quotes of a JSON string stand, and what is known of them.</summary>
internal readonly struct JsonText
{
    private readonly int _start;
    private readonly int _length;
    private readonly bool _hasEscapes;
    private readonly bool _isAscii;

    /// <summary>A text without half of a surrogate pair.</summary>
    public JsonText(int start, int length, bool hasEscapes, bool isAscii)
    {
        _start = start;
        _length = length;
        _hasEscapes = hasEscapes;
        _isAscii = isAscii;
    }

    /// <summary>The position of the first byte after the opening quote.</summary>
    public int Start => _start;

    /// <summary>The number of raw bytes up to the closing quote.</summary>
    public int Length => _length;

    /// <summary>Whether the raw bytes hold at least one escape, so that they are not the text itself.</summary>
    public bool HasEscapes => _hasEscapes;

    /// <summary>Whether the raw bytes are all ASCII; an escape may still name another character.</summary>
    public bool IsAscii => _isAscii;

    /// <summary>Whether an escape names half of a surrogate pair, so that the text is no Unicode text.</summary>
    public bool HasHalves { get; init; }
}
