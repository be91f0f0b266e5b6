using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace EventNormalization.Normalization;

/// <summary>What a name means at a place of a map that is being built.</summary>
internal sealed class NameEntry(IReadOnlyDictionary<FieldSlot, int> slots)
{
    private readonly SortedDictionary<int, int> _ranks = [];

    public int Inside { get; set; } = FieldMap.Nowhere;

    public bool IsWrapper { get; set; }

    /// <summary>Lets the name mean a field or another member; of two ranks the first counts.</summary>
    public void Bind(int number, int rank) =>
        _ranks[number] = Math.Min(rank, _ranks.GetValueOrDefault(number, int.MaxValue));

    /// <summary>Whether the name means something that meets the condition.</summary>
    public bool Names(Func<int, bool> condition) => _ranks.Keys.Any(condition);

    /// <summary>A field other than this one that the name means, or -1.</summary>
    public int OtherField(int field, int fieldCount) =>
        _ranks.Keys.Where(number => number < fieldCount && number != field).DefaultIfEmpty(-1).First();

    /// <summary>All that the name means.</summary>
    /// <remarks>
    /// A member that is joined is no alias of the same field, and one that is the client's id does not stand beside it.
    /// </remarks>
    public ImmutableArray<NameTarget> Targets(int fieldCount)
    {
        var targets = ImmutableArray.CreateBuilder<NameTarget>();
        foreach (var (number, rank) in _ranks)
        {
            var isJoined = number < fieldCount && FieldRank.OrderOf(rank) != FieldRank.OwnName && IsJoinedBy(number);
            var isSubject = number == fieldCount && FieldRank.OrderOf(rank) == MapNumbers.Subject;
            var isClient = isSubject && _ranks.ContainsKey(0);
            if (!isJoined && !isClient)
            {
                targets.Add(new NameTarget(number, FieldMap.Nowhere, rank));
            }
        }

        return targets.ToImmutable();
    }

    private bool IsJoinedBy(int field) =>
        Has(new FieldSlot(field, SlotPart.JoinFirst)) || Has(new FieldSlot(field, SlotPart.JoinSecond));

    private bool Has(FieldSlot slot) => slots.TryGetValue(slot, out var number) && _ranks.ContainsKey(number);
}
