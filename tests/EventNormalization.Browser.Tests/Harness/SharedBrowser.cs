using Xunit;

namespace EventNormalization.Browser.Tests.Harness;

/// <summary>Tests share the browser and run one after another: only load makes them late.</summary>
[CollectionDefinition(Name)]
public sealed class SharedBrowser : ICollectionFixture<BrowserFixture>
{
    public const string Name = "browser";
}
