using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using EventNormalization.Ingestion;
using NodaTime;
using NodaTime.Text;

namespace EventNormalization.Storage;

/// <summary>Faults that are drawn together, and the calls for which they are drawn.</summary>
internal sealed record FaultClause
{
    // Rates are written in decimals, whose sum may be a little above 1 in binary.
    private const double RateSumMax = 1 + 1e-9;
    private const int SubjectByteCount = 8 + 4 + 4 + 4 + ContentHash.ByteCount;

    public ulong Seed { get; init; }

    /// <summary>Each kind at most once, in the order of the kinds.</summary>
    public ImmutableArray<FaultRate> Rates { get; init; } = [];

    public TimeSpan Delay { get; init; }

    public double DelayRate { get; init; }

    /// <summary>Null is any.</summary>
    public ImmutableSortedSet<StoreOperation>? Operations { get; init; }

    /// <summary>Null is any.</summary>
    public ImmutableSortedSet<ContentHash>? Keys { get; init; }

    public int AttemptMax { get; init; } = int.MaxValue;

    /// <summary>Null is any.</summary>
    public long? Call { get; init; }

    public Instant From { get; init; } = Instant.MinValue;

    public Instant To { get; init; } = Instant.MaxValue;

    /// <summary>Whether it can never inject anything.</summary>
    public bool IsVoid => (Rates.IsEmpty && DelayRate == 0)
        || Operations is { IsEmpty: true } || Keys is { IsEmpty: true } || From >= To;

    /// <summary>Orders the rates, and leaves out those that never come.</summary>
    /// <exception cref="ArgumentException">A kind comes twice, or the rates are more than 1 together.</exception>
    public static ImmutableArray<FaultRate> Ordered(IEnumerable<FaultRate> rates)
    {
        FaultRate[] all = [.. rates.OrderBy(rate => rate.Kind)];
        var twice = all.GroupBy(rate => rate.Kind).FirstOrDefault(group => group.Count() > 1);
        var sum = all.Sum(rate => rate.Rate);
        return twice is not null
            ? throw new ArgumentException(
                $"{FaultPlanKeywords.WordOf(twice.Key)} has two rates, expected one.", nameof(rates))
            : sum > RateSumMax
                ? throw new ArgumentException(
                    FormattableString.Invariant($"The rates are {sum} together, expected at most 1."), nameof(rates))
                : [.. all.Where(rate => rate.Rate > 0)];
    }

    /// <summary>Draws a fault; the result depends only on the arguments.</summary>
    /// <param name="context">The call.</param>
    /// <param name="place">The clause's place in its plan, so that two clauses of one seed draw apart.</param>
    public Fault Decide(FaultContext context, int place)
    {
        if (!Covers(context))
        {
            return default;
        }

        Span<byte> drawn = stackalloc byte[SHA256.HashSizeInBytes];
        Draw(context, place, drawn);
        var isLate = ShareOf(drawn[8..]) < DelayRate;
        return new Fault
        {
            Kind = KindAt(ShareOf(drawn)),
            Delay = isLate ? Delay : TimeSpan.Zero,
            Choice = BinaryPrimitives.ReadUInt64BigEndian(drawn[16..]),
        };
    }

    /// <summary>The text of the clause; it has the seed only if that differs from the one before.</summary>
    public string TextFrom(ulong seedBefore)
    {
        var words = new List<string>();
        AddIf(Seed != seedBefore, FaultPlanKeywords.Seed, Seed);
        foreach (var rate in Rates)
        {
            AddIf(true, FaultPlanKeywords.WordOf(rate.Kind), rate.Rate);
        }

        AddIf(
            DelayRate > 0,
            FaultPlanKeywords.Latency,
            FormattableString.Invariant($"{FaultPlanKeywords.TextOf(Delay)}:{DelayRate}"));
        AddIf(
            Operations is not null,
            FaultPlanKeywords.Only,
            string.Join(',', Operations?.Select(FaultPlanKeywords.WordOf) ?? []));
        AddIf(AttemptMax != int.MaxValue, FaultPlanKeywords.UpToAttempt, AttemptMax);
        AddIf(Call is not null, FaultPlanKeywords.OnCall, Call);
        AddIf(
            From != Instant.MinValue || To != Instant.MaxValue,
            FaultPlanKeywords.Between,
            InstantPattern.ExtendedIso.Format(From) + "/" + InstantPattern.ExtendedIso.Format(To));
        AddIf(Keys is not null, FaultPlanKeywords.ForKey, string.Join(',', Keys?.Select(key => key.ToString()) ?? []));
        return string.Join(' ', words);

        void AddIf(bool isSaid, string name, object? value)
        {
            if (isSaid)
            {
                words.Add(string.Create(CultureInfo.InvariantCulture, $"{name}={value}"));
            }
        }
    }

    private bool Covers(FaultContext context) =>
        Operations?.Contains(context.Operation) != false
        && context.Attempt <= AttemptMax
        && (Call is not { } call || call == context.Call)
        && context.Now >= From && context.Now < To
        && (Keys is not { } keys || context.Items.Any(keys.Contains));

    private void Draw(FaultContext context, int place, Span<byte> drawn)
    {
        Span<byte> subject = stackalloc byte[SubjectByteCount];
        BinaryPrimitives.WriteUInt64BigEndian(subject, Seed);
        BinaryPrimitives.WriteInt32BigEndian(subject[8..], place);
        BinaryPrimitives.WriteInt32BigEndian(subject[12..], (int)context.Operation);
        BinaryPrimitives.WriteInt32BigEndian(subject[16..], context.Attempt);
        context.Key.CopyTo(subject[20..]);
        SHA256.HashData(subject, drawn);
    }

    private FaultKind KindAt(double share)
    {
        foreach (var rate in Rates)
        {
            if (share < rate.Rate)
            {
                return rate.Kind;
            }

            share -= rate.Rate;
        }

        return FaultKind.None;
    }

    /// <summary>A number from 0 up to but not including 1, in steps of 2^-53.</summary>
    private static double ShareOf(ReadOnlySpan<byte> bytes) =>
        (BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 11) * (1.0 / (1UL << 53));
}
