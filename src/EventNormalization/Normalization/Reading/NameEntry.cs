using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace EventNormalization.Normalization;

/// <summary>What a name means at a place of a map that is being built.</summary>
internal sealed class NameEntry(IReadOnlyDictionary<FieldSlot, int> slots)
{
    // In the order of the numbers; a name mostly means one thing, and a schema may have 100,000 maps of 200 names.
    private (int Number, int Rank)[] _ranks = [];

    public int Inside { get; set; } = FieldMap.Nowhere;

    public bool IsWrapper { get; set; }

    /// <summary>Lets the name mean a field or another member; of two ranks the first counts.</summary>
    public void Bind(int number, int rank)
    {
        var at = Array.FindIndex(_ranks, meaning => meaning.Number >= number);
        at = at < 0 ? _ranks.Length : at;
        if (at < _ranks.Length && _ranks[at].Number == number)
        {
            _ranks[at].Rank = Math.Min(rank, _ranks[at].Rank);
        }
        else
        {
            _ranks = [.. _ranks.AsSpan(0, at), (number, rank), .. _ranks.AsSpan(at)];
        }
    }

    /// <summary>Whether the name means something that meets the condition.</summary>
    public bool Names(Func<int, bool> condition) => Array.Exists(_ranks, meaning => condition(meaning.Number));

    /// <summary>A field other than this one that the name means, or -1.</summary>
    public int OtherField(int field, int fieldCount)
    {
        foreach (var (number, _) in _ranks)
        {
            if (number < fieldCount && number != field)
            {
                return number;
            }
        }

        return -1;
    }

    /// <summary>All that the name means.</summary>
    /// <remarks>
    /// A member that is joined is no alias of the same field, and one that is the client's id does not stand beside it.
    /// </remarks>
    public ImmutableArray<NameTarget> Targets(int fieldCount)
    {
        var targets = ImmutableArray.CreateBuilder<NameTarget>(_ranks.Length);
        foreach (var (number, rank) in _ranks)
        {
            var isJoined = number < fieldCount && FieldRank.OrderOf(rank) != FieldRank.OwnName && IsJoinedBy(number);
            var isSubject = number == fieldCount && FieldRank.OrderOf(rank) == MapNumbers.Subject;
            var isClient = isSubject && Has(0);
            if (!isJoined && !isClient)
            {
                targets.Add(new NameTarget(number, FieldMap.Nowhere, rank));
            }
        }

        return targets.DrainToImmutable();
    }

    private bool IsJoinedBy(int field) =>
        Has(new FieldSlot(field, SlotPart.JoinFirst)) || Has(new FieldSlot(field, SlotPart.JoinSecond));

    private bool Has(FieldSlot slot) => slots.TryGetValue(slot, out var number) && Has(number);

    private bool Has(int number) => Array.Exists(_ranks, meaning => meaning.Number == number);
}
