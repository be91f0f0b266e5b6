using System;
using System.Threading;

namespace EventNormalization.AspNetCore.Tests.Api.Reading;

/// <summary>Time that goes on a step whenever its passing is measured; its date stands still.</summary>
internal sealed class SteppingTime(TimeSpan step) : TimeProvider
{
    private long _timestamp;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => ReadHost.Start;

    public override long GetTimestamp() => Interlocked.Add(ref _timestamp, step.Ticks);
}
