using System.Linq;
using EventNormalization.Testing;
using Xunit;

namespace EventNormalization.Tests.Testing;

/// <summary>The sentences of the contracts, for theories.</summary>
public static class Sentences
{
    public static TheoryData<string> OfEventStores => [.. EventStoreContract.Checks.Select(check => check.Sentence)];

    public static TheoryData<string> OfFailedEventStores =>
        [.. FailedEventStoreContract.Checks.Select(check => check.Sentence)];

    public static TheoryData<string> OfBulkOperations =>
        [.. BulkOperationContract.Checks.Select(check => check.Sentence)];

    public static TheoryData<string> OfFailedEventQueues =>
        [.. FailedEventQueueContract.Checks.Select(check => check.Sentence)];
}
