using System.Collections.Generic;
using System.Linq;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Storage;

/// <summary>Answers of which some are missing, as from a store of several parts of which one did not answer.</summary>
internal static class PartialAnswers
{
    /// <summary>Leaves out about half of the outcomes, and at least one; null if there is none to leave out.</summary>
    public static IReadOnlyList<AppendAnswer>? Of(IReadOnlyList<AppendAnswer> answers, ulong choice)
    {
        var count = answers.Sum(answer => answer.Outcomes.Length);
        if (count == 0)
        {
            return null;
        }

        var ordinal = 0;
        var surelyMissing = (int)(choice % (ulong)count);
        var partial = new AppendAnswer[answers.Count];
        for (var i = 0; i < partial.Length; i++)
        {
            partial[i] = answers[i].Error is not null ? answers[i] : new AppendAnswer(
                answers[i].Id,
                [.. answers[i].Outcomes.Select(outcome => IsMissing(ordinal++) ? null : outcome)]);
        }

        return partial;

        bool IsMissing(int place) => place == surelyMissing || ((choice >> (place % 61)) & 1) != 0;
    }
}
