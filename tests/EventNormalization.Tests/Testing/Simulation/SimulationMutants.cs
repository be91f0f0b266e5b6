using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Testing;
using NodaTime;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Tests.Testing.Simulation;

/// <summary>Bugs that systems of this kind have had, each planted in one place.</summary>
internal static class SimulationMutants
{
    private static ulong _fresh = 1UL << 40;

    /// <summary>Simulations with a bug each, by what it is.</summary>
    public static IReadOnlyDictionary<string, SimulationOptions> All { get; } =
        new Dictionary<string, SimulationOptions>
        {
            ["a retry counts on its own"] = new()
            {
                AroundEvents = inner => new MutantAppender(inner) { Append = append => Renamed(append) },
            },
            ["a worker's append is under a name of its own"] = new()
            {
                AroundEvents = inner => new MutantAppender(inner)
                {
                    Append = append => append.Origin == AppendOrigin.Retry ? Renamed(append) : append,
                },
            },
            ["an event is marked as seen before it is written"] = new()
            {
                AroundEvents = inner => new MarkingAppender(inner),
            },
            ["a settlement speaks for all deliveries of its entry"] = new()
            {
                AroundFailedEvents = inner => new MutantQueue(inner) { Settle = SettleAllAsync },
            },
            ["a closed name is not void"] = new()
            {
                AroundEvents = inner => new MutantAppender(inner) { ClosesNothing = true },
            },
            ["callers of one step get each other's answers"] = new()
            {
                AroundEvents = inner => new MutantAppender(inner) { Outcomes = Swapped },
            },
            ["a store acknowledges before it is durable"] = new() { AcknowledgesEarly = true },
        };

    private static Append Renamed(Append append) => new(new AppendId(0, ++_fresh), append.Items, append.Origin);

    private static async Task<QueueOutcome> SettleAllAsync(
        IFailedEventQueue queue, QueueStep step, Settlement settlement)
    {
        var answer = (await queue.SettleAsync(step, [settlement])).Single();
        if (settlement.Kind is SettlementKind.Accepted or SettlementKind.Duplicate)
        {
            var rest = await queue.LeaseAsync(MutantQueue.Of(step, new AppendId(0, ++_fresh)), new LeaseRequest
            {
                Until = step.At + Duration.Epsilon,
                FirstName = new AppendId(0, ++_fresh),
                Keys = [settlement.Key],
            });
            await queue.SettleAsync(
                MutantQueue.Of(step, new AppendId(0, ++_fresh)),
                [.. rest.Where(entry => entry.Progress.RetryName is not null).Select(entry => Settlement.Duplicate(
                    entry.Key, entry.Progress.RetryName!.Value, settlement.Id!.Value))]);
        }

        return answer;
    }

    /// <summary>The first outcomes of two appends in place of each other, with the right ids.</summary>
    private static AppendAnswer[] Swapped(IReadOnlyList<Append> appends, AppendAnswer[] answers)
    {
        if (answers.Length < 2 || answers[0].Outcomes.Length == 0 || answers[1].Outcomes.Length == 0)
        {
            return answers;
        }

        var (first, second) = (answers[0].Outcomes[0], answers[1].Outcomes[0]);
        return
        [
            With(answers[0], appends[0], second),
            With(answers[1], appends[1], first),
            .. answers.Skip(2),
        ];
    }

    private static AppendAnswer With(AppendAnswer answer, Append append, AppendOutcome? other)
    {
        var id = append.Items[0].Event.Id;
        AppendOutcome? outcome = other?.Kind == AppendOutcomeKind.Added
            ? AppendOutcome.Added(id, Received)
            : AppendOutcome.Duplicate(id, Received, 2);
        return new AppendAnswer(answer.Id, answer.Outcomes.SetItem(0, outcome));
    }
}
