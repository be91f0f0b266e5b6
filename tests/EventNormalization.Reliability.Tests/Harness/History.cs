using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace EventNormalization.Reliability.Tests.Harness;

/// <summary>What a test sent and was told, from which it judges a store; the test is never killed.</summary>
/// <remarks>
/// I1: nothing sent is lost in the end. I2: what was acknowledged is there. I3: each event is counted once. I4: what
/// failed is stored once the faults are over. I5: nothing is there that nobody sent. Not thread-safe but for
/// <see cref="Take"/>.
/// </remarks>
internal sealed class History
{
    private readonly HashSet<int> _sent = [];
    private readonly Dictionary<int, char> _acknowledged = [];
    private readonly HashSet<int> _acceptedTwice = [];

    public int AcknowledgedCount => _acknowledged.Count;

    public int DeferredCount => _acknowledged.Values.Count(letter => letter == 'D');

    /// <summary>The acknowledgement of a batch, with a letter for each.</summary>
    public static string Line(IEnumerable<int> numbers, string letters) =>
        "ACK " + string.Join(' ', numbers.Select((number, i) => FormattableString.Invariant($"{letters[i]}{number}")));

    public void Send(IEnumerable<int> numbers) => _sent.UnionWith(numbers);

    /// <summary>Takes an acknowledgement such as <c>ACK A1 U2</c>; other lines are not for it.</summary>
    public void Take(string line)
    {
        if (!line.StartsWith("ACK ", StringComparison.Ordinal))
        {
            return;
        }

        lock (_acknowledged)
        {
            foreach (var one in line[4..].Split(' '))
            {
                var number = int.Parse(one.AsSpan(1), CultureInfo.InvariantCulture);
                if (one[0] == 'A' && _acknowledged.GetValueOrDefault(number) == 'A')
                {
                    _acceptedTwice.Add(number);
                }

                // Who was told once that it is stored is not answered for later by what is kept as failed.
                if (_acknowledged.GetValueOrDefault(number) is not ('A' or 'U') || one[0] == 'A')
                {
                    _acknowledged[number] = one[0];
                }
            }
        }
    }

    /// <summary>The first promise that is broken at this moment; null if none.</summary>
    public string? FindViolation(StoreContents contents)
    {
        var stored = contents.Stored.ToHashSet();
        return Broken("I2 acknowledged but not stored", Missing(stored, "AU"))
            ?? Broken("I2 acknowledged but in neither store", Missing([.. contents.Failed, .. stored], "RDC"))
            ?? Broken("I3 accepted twice", _acceptedTwice)
            ?? Broken("I3 stored twice", contents.Stored.GroupBy(n => n).Where(g => g.Count() > 1).Select(g => g.Key))
            ?? Broken("I5 stored but never sent", contents.Stored.Concat(contents.Failed).Except(_sent))
            ?? Differing(contents.RollUps, NumberedEvents.TotalsOf(contents.Stored))
            ?? (contents.Problem is { } problem ? "I3 " + problem : null);
    }

    /// <summary>The same once everything was sent again without faults.</summary>
    public string? FindViolationAtEnd(StoreContents contents)
    {
        var expected = _sent.Where(number => !NumberedEvents.IsBroken(number));
        return FindViolation(contents)
            ?? Broken("I1 lost", expected.Except(contents.Stored))
            ?? Broken("I1 lost", _sent.Where(NumberedEvents.IsBroken).Except(contents.Failed))
            ?? Differing(contents.RollUps, NumberedEvents.TotalsOf(expected));
    }

    private IEnumerable<int> Missing(HashSet<int> there, string letters) =>
        _acknowledged.Where(pair => letters.Contains(pair.Value, StringComparison.Ordinal))
            .Select(pair => pair.Key)
            .Except(there);

    private static string? Differing(
        SortedDictionary<string, NumberedEvents.Total> actual, SortedDictionary<string, NumberedEvents.Total> expected)
    {
        foreach (var name in actual.Keys.Union(expected.Keys))
        {
            var (found, right) = (actual.GetValueOrDefault(name), expected.GetValueOrDefault(name));
            if (found != right)
            {
                return $"I3 the totals of {name} are {found}, a recount gives {right}";
            }
        }

        return null;
    }

    private static string? Broken(string promise, IEnumerable<int> numbers)
    {
        int[] first = [.. numbers.Order().Take(5)];
        return first.Length == 0 ? null : $"{promise}: {string.Join(", ", first)}";
    }
}
