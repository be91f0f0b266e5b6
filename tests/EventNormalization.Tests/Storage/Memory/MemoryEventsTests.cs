using System.Runtime.CompilerServices;
using EventNormalization.Identity;
using EventNormalization.Storage;
using Xunit;

namespace EventNormalization.Tests.Storage;

public sealed class MemoryEventsTests
{
    [Fact]
    public void An_event_takes_what_the_store_says()
    {
        // The index takes 42 bytes for an id at most, of which 32 are the id.
        Assert.InRange(Unsafe.SizeOf<MemoryRow>() + 42, 100, 120);
        Assert.Equal(40, Unsafe.SizeOf<MemoryRepeats>());
        Assert.Equal(32, RecordId.ByteCount);
    }
}
