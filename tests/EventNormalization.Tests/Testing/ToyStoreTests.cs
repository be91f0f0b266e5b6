using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Testing;
using Samples;
using Xunit;

namespace EventNormalization.Tests.Testing;

// begin test
public sealed class ToyStoreTests
{
    public static TheoryData<string> Sentences => [.. EventStoreContract.Checks.Select(check => check.Sentence)];

    [Theory]
    [MemberData(nameof(Sentences))]
    public Task It_keeps_the_contract(string sentence) =>
        EventStoreContract.RunAsync(sentence, () => new(new ToyStore()));
}
// end test
