using System;
using Xunit;
using Xunit.Abstractions;

namespace EventNormalization.Reliability.Tests.Harness;

/// <summary>The figures of a scenario, and the one line of its failure.</summary>
internal sealed class Report(ITestOutputHelper output, string scenario, int seed)
{
    public int RunCount { get; private set; }

    public int FaultCount { get; private set; }

    public long AcknowledgedCount { get; private set; }

    /// <summary>The first promise that was broken, with the run; null if none.</summary>
    public string? Violation { get; private set; }

    public void Add(string run, bool isFaultSeen, History history, string? violation)
    {
        RunCount++;
        FaultCount += isFaultSeen ? 1 : 0;
        AcknowledgedCount += history.AcknowledgedCount;
        Violation ??= violation is null ? null : $"{run}: {violation}";
    }

    /// <summary>Tells the figures.</summary>
    public void Tell() => output.WriteLine(FormattableString.Invariant(
        $"{scenario}: {RunCount} runs, {FaultCount} faults, {AcknowledgedCount} acknowledged, ")
        + (Violation ?? "no violation"));

    /// <summary>Fails with scenario, seed, promise and how to run it again.</summary>
    public void RequireNoViolation()
    {
        Tell();
        Assert.True(
            Violation is null,
            FormattableString.Invariant($"scenario={scenario} seed={seed} violated={Violation} again: EN_SEED={seed} ")
            + $"dotnet test tests/EventNormalization.Reliability.Tests --filter \"DisplayName~{scenario}\"");
    }

    /// <summary>A harness that does not find a planted bug would find none of ours.</summary>
    public void RequireViolation()
    {
        Tell();
        Assert.True(Violation is not null, $"The harness '{scenario}' did not find the planted bug (seed {seed}).");
    }
}
