using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Aggregation;
using EventNormalization.Storage;
using EventNormalization.Testing;
using Xunit;

namespace EventNormalization.Tests.Testing;

// begin queue
public sealed class MyQueueTests
{
    public static TheoryData<string> StoreSentences =>
        [.. FailedEventStoreContract.Checks.Select(check => check.Sentence)];

    public static TheoryData<string> QueueSentences =>
        [.. FailedEventQueueContract.Checks.Select(check => check.Sentence)];

    [Theory]
    [MemberData(nameof(StoreSentences))]
    public Task It_keeps_failed_events(string sentence) =>
        FailedEventStoreContract.RunAsync(sentence, () => new(new InMemoryFailedEventStore()));

    [Theory]
    [MemberData(nameof(QueueSentences))]
    public Task It_is_a_queue(string sentence) =>
        FailedEventQueueContract.RunAsync(sentence, () => new(new InMemoryFailedEventStore()));
}
// end queue

public sealed class GuideExamples
{
    // begin laws
    [Fact]
    public void The_sum_of_amounts_keeps_its_laws()
    {
        var sum = Aggregators.Sum<decimal>(amount => amount);
        foreach (var law in AggregatorLaws.Of(
            sum, random => random.Next(-500, 500) / 100m, result => result.ToString()!))
        {
            law.Check();
        }
    }
    // end laws
}
