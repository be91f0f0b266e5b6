namespace EventNormalization.Identity;

/// <summary>Where a message stands in a buffer that holds many.</summary>
internal readonly struct MessageSpan(int start, int length)
{
    public int Start { get; } = start;

    public int Length { get; } = length;
}
