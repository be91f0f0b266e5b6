using System.Linq;
using System.Reflection;
using FsCheck.Xunit;
using Xunit;

namespace EventNormalization.Tests.Architecture;

/// <summary>What failed by chance can be run again.</summary>
public sealed class SeedTests
{
    [Fact]
    public void Every_property_can_be_run_again_from_the_seed_that_its_failure_prints()
    {
        var properties = typeof(SeedTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttribute<PropertyAttribute>() is not null)
            .ToList();

        Assert.NotEmpty(properties);
        Assert.All(properties, method =>
        {
            var law = Assert.IsType<LawAttribute>(method.GetCustomAttribute<PropertyAttribute>());
            Assert.True(LawAttribute.Named is null || law.Replay == LawAttribute.Named, method.Name);
        });
    }
}
