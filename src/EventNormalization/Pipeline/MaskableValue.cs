namespace EventNormalization.Pipeline;

/// <summary>A text or a number within a JSON text, and whether it is masked.</summary>
internal sealed class MaskableValue(int start, int length, bool isText)
{
    public int Start { get; } = start;

    /// <summary>Its length in bytes, with the quotes of a text.</summary>
    public int Length { get; } = length;

    public bool IsText { get; } = isText;

    public bool IsMasked { get; set; }
}
