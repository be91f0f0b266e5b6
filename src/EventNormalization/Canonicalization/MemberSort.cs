using System;
using System.Buffers;

namespace EventNormalization.Canonicalization;

/// <summary>Sorts members by name; at worst n log n comparisons, whatever the names are, and no allocation.</summary>
internal static class MemberSort
{
    private const int RunLength = 16;

    public static void Sort(Span<CanonicalMember> members, MemberOrder order)
    {
        for (var start = 0; start < members.Length; start += RunLength)
        {
            Insert(members.Slice(start, Math.Min(RunLength, members.Length - start)), order);
        }

        if (members.Length > RunLength)
        {
            var rented = ArrayPool<CanonicalMember>.Shared.Rent(members.Length);
            MergeRuns(members, rented.AsSpan(0, members.Length), order);
            ArrayPool<CanonicalMember>.Shared.Return(rented);
        }
    }

    private static void Insert(Span<CanonicalMember> run, MemberOrder order)
    {
        for (var next = 1; next < run.Length; next++)
        {
            var member = run[next];
            var at = next;
            while (at > 0 && order.Compare(run[at - 1], member) > 0)
            {
                run[at] = run[at - 1];
                at--;
            }

            run[at] = member;
        }
    }

    /// <summary>Merges runs of doubling length, to and fro between the two spans.</summary>
    private static void MergeRuns(Span<CanonicalMember> members, Span<CanonicalMember> other, MemberOrder order)
    {
        var source = members;
        var target = other;
        for (long length = RunLength; length < members.Length; length *= 2)
        {
            for (long start = 0; start < members.Length; start += 2 * length)
            {
                var middle = (int)Math.Min(start + length, members.Length);
                var end = (int)Math.Min(start + (2 * length), members.Length);
                Merge(source[(int)start..middle], source[middle..end], target[(int)start..end], order);
            }

            var merged = target;
            target = source;
            source = merged;
        }

        if (source != members)
        {
            source.CopyTo(members);
        }
    }

    private static void Merge(
        Span<CanonicalMember> left,
        Span<CanonicalMember> right,
        Span<CanonicalMember> target,
        MemberOrder order)
    {
        var l = 0;
        var r = 0;
        for (var t = 0; t < target.Length; t++)
        {
            var takesLeft = r == right.Length || (l < left.Length && order.Compare(left[l], right[r]) <= 0);
            target[t] = takesLeft ? left[l++] : right[r++];
        }
    }
}
