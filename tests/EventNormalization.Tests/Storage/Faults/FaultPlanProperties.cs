using System;
using System.Linq;
using CsCheck;
using EventNormalization.Ingestion;
using EventNormalization.Storage;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Storage;

/// <summary>Laws of plans; a failure prints the seed.</summary>
public sealed class FaultPlanProperties
{
    private static readonly Gen<FaultKind> Kind =
        Gen.Int[1, Enum.GetValues<FaultKind>().Length - 1].Select(number => (FaultKind)number);

    private static readonly Gen<StoreOperation> Operation =
        Gen.Int[0, Enum.GetValues<StoreOperation>().Length - 1].Select(number => (StoreOperation)number);

    private static readonly Gen<ContentHash> Hash = Gen.Byte.Select(number => ContentHash.Of([number]));

    private static readonly Gen<Instant> Time = Gen.Select(
        Gen.Int[0, 9],
        Gen.Long[0, 4_000_000_000_000_000_000],
        (choice, nanoseconds) => choice switch
        {
            0 => Instant.MinValue,
            1 => NodaConstants.UnixEpoch - Duration.Epsilon,
            _ => NodaConstants.UnixEpoch + Duration.FromNanoseconds(nanoseconds),
        });

    private static readonly Gen<FaultPlan> Clause = Gen.OneOf<FaultPlan>(
        Gen.Select(
            Gen.ULong,
            Gen.Select(Kind, Gen.Double[0, 0.25]).Array[0, 4],
            (seed, rates) => FaultPlan.Random(
                seed, rates.DistinctBy(rate => rate.Item1).Select(rate => new FaultRate(rate.Item1, rate.Item2)))),
        Gen.Select(
            Gen.ULong,
            Gen.Long[0, TimeSpan.TicksPerHour],
            Gen.Double[0, 1],
            (seed, ticks, rate) => FaultPlan.Latency(seed, TimeSpan.FromTicks(ticks), rate)),
        Gen.Const(FaultPlan.Parse("seed=3 partial=0.25 latency=1.5ms:0.3")));

    private static readonly Gen<Func<FaultPlan, FaultPlan>> Restriction = Gen.OneOf<Func<FaultPlan, FaultPlan>>(
        Operation.Array[1, 3].Select(operations => Of(plan => plan.Only(operations))),
        Gen.Int[1, int.MaxValue].Select(attempt => Of(plan => plan.UpToAttempt(attempt))),
        Gen.Long[1, long.MaxValue].Select(call => Of(plan => plan.OnCall(call))),
        Hash.Array[1, 3].Select(keys => Of(plan => plan.ForKey(keys))),
        Gen.Select(
            Time,
            Gen.Long[1, 1_000_000_000_000_000],
            (from, nanoseconds) => Of(plan => plan.Between(from, from + Duration.FromNanoseconds(nanoseconds)))));

    private static readonly Gen<FaultPlan> Plan = Gen.Select(
            Clause, Restriction.Array[0, 3], (plan, all) => all.Aggregate(plan, (restricted, one) => one(restricted)))
        .Array[0, 4]
        .Select(clauses => clauses.Aggregate(FaultPlan.None, (plan, clause) => plan.Then(clause)));

    private static readonly Gen<FaultContext> Call = Gen.Select(
        Operation,
        Hash,
        Hash.Array[0, 3],
        Gen.Int[1, 5],
        Gen.Long[1, 20],
        Time,
        (operation, key, items, attempt, call, now) => new FaultContext
        {
            Operation = operation,
            Key = key,
            Items = items,
            Attempt = attempt,
            Call = call,
            Now = now,
        });

    [Fact]
    public void A_plan_that_is_read_from_its_own_text_is_equal_to_it_and_decides_the_same() =>
        Gen.Select(Plan, Call.Array[20])
        .Sample((plan, calls) =>
        {
            var read = FaultPlan.Parse(plan.ToString());
            return read.Equals(plan) && read.ToString() == plan.ToString() && read.IsNone == plan.IsNone
                && calls.All(call => read.Decide(call) == plan.Decide(call));
        });

    [Fact]
    public void Nothing_decides_but_the_seed_and_the_call() => Gen.Select(Plan, Call).Sample((plan, call) =>
        plan.Decide(call) == plan.Decide(call));

    [Fact]
    public void A_random_plan_does_not_see_the_order_of_calls_or_the_time() =>
        Gen.Select(Clause, Call, Gen.Long[1, 20], Time)
        .Sample((plan, call, number, now) => plan.Decide(call) == plan.Decide(new FaultContext
        {
            Operation = call.Operation,
            Key = call.Key,
            Attempt = call.Attempt,
            Call = number,
            Now = now,
        }));

    [Fact]
    public void Each_kind_is_drawn_as_often_as_its_rate_says()
    {
        const int count = 20_000;
        var plan = FaultPlan.Parse("seed=11 throw-before=0.1 throw-after=0.2 timeout-after=0.05 latency=10ms:0.3");

        var drawn = Enumerable.Range(0, count)
            .Select(i => plan.Decide(new FaultContext { Operation = StoreOperation.Append, Attempt = i + 1 }))
            .ToArray();

        Assert.Equal(0.1, Share(fault => fault.Kind == FaultKind.ThrowBefore), 0.01);
        Assert.Equal(0.2, Share(fault => fault.Kind == FaultKind.ThrowAfter), 0.01);
        Assert.Equal(0.05, Share(fault => fault.Kind == FaultKind.TimeoutAfter), 0.01);
        Assert.Equal(0.3, Share(fault => fault.Delay > TimeSpan.Zero), 0.01);
        Assert.Equal(0.03, Share(fault => fault.Kind == FaultKind.ThrowBefore && fault.Delay > TimeSpan.Zero), 0.005);

        double Share(Func<Fault, bool> predicate) => drawn.Count(predicate) / (double)count;
    }

    private static Func<FaultPlan, FaultPlan> Of(Func<FaultPlan, FaultPlan> restriction) => restriction;
}
