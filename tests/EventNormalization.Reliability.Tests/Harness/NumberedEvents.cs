using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using NodaTime;

namespace EventNormalization.Reliability.Tests.Harness;

/// <summary>
/// Events that follow from a number, so that a test knows what should be stored without asking a store.
/// </summary>
internal static class NumberedEvents
{
    private static readonly Instant First = Instant.FromUtc(2024, 1, 15, 0, 0);
    private static readonly Instant Received = Instant.FromUtc(2024, 6, 1, 0, 0);

    public static EventIdentifier Identifier { get; } = new(EventSchema.Default);

    /// <summary>Whether its amount has no reading, so that it is to be in the failed events.</summary>
    public static bool IsBroken(int number) => number % 10 == 7;

    public static string GroupOf(int number) =>
        FormattableString.Invariant($"c{number % 5}/m{number % 3}");

    public static int AmountOf(int number) => (number % 97) + 1;

    public static string TextOf(int number)
    {
        var amount = AmountOf(number) + (IsBroken(number) ? ",5O" : "");
        var group = GroupOf(number).Split('/');
        var time = First + Duration.FromMinutes(7L * number);
        return FormattableString.Invariant(
            $$"""{"client":"{{group[0]}}","metric":"{{group[1]}}","amount":"{{amount}}","date":"{{time}}"}""");
    }

    public static RawEvent Raw(int number) => new(Encoding.UTF8.GetBytes(TextOf(number)), Received);

    /// <summary>The ids of the first ones that have one, with their numbers.</summary>
    public static Dictionary<RecordId, int> Ids(int count) => Enumerable.Range(0, count)
        .Where(number => !IsBroken(number))
        .ToDictionary(number => Identifier.Identify(Raw(number)).Event!.Id);

    /// <summary>The totals of these, by group, as a recount gives them.</summary>
    public static SortedDictionary<string, Total> TotalsOf(IEnumerable<int> numbers)
    {
        var totals = new SortedDictionary<string, Total>(StringComparer.Ordinal);
        foreach (var number in numbers)
        {
            var total = totals.GetValueOrDefault(GroupOf(number));
            totals[GroupOf(number)] = new Total(total.Events + 1, total.Amount + AmountOf(number));
        }

        return totals;
    }

    /// <summary>Events and their amounts of a group.</summary>
    public readonly record struct Total(long Events, decimal Amount);
}
