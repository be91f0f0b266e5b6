using Xunit;

namespace EventNormalization.Tests.Telemetry;

/// <summary>Tests that listen: alone, since what others do in this process would be measured too.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Listeners
{
    public const string Name = "listeners";
}
