using System.Collections.Generic;

namespace EventNormalization.Storage;

/// <summary>Remembers the answers of the recent appends, in bounded memory.</summary>
/// <remarks>
/// The last 10,000 appends are remembered, or fewer if these have more than a million answers together; the last 16
/// always are. Not thread-safe.
/// </remarks>
internal sealed class RecentAppends<T>
{
    private const int AppendCountMax = 10_000;
    private const int AppendCountMin = 16;
    private const int AnswerCountMax = 1_000_000;

    private readonly Dictionary<AppendId, T[]> _answers = [];
    private readonly Queue<AppendId> _order = new();
    private int _answerCount;

    /// <summary>The answers of an append; null if it was never made, or too long ago.</summary>
    public T[]? Find(AppendId id) => _answers.GetValueOrDefault(id);

    /// <summary>Remembers the answers of a new append.</summary>
    public void Add(AppendId id, T[] answers)
    {
        _answers.Add(id, answers);
        _order.Enqueue(id);
        _answerCount += answers.Length;
        while (_order.Count > AppendCountMin && (_order.Count > AppendCountMax || _answerCount > AnswerCountMax))
        {
            _answers.Remove(_order.Dequeue(), out var forgotten);
            _answerCount -= forgotten!.Length;
        }
    }
}
