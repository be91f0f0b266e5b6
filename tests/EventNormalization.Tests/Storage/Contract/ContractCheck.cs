using System;
using System.Threading.Tasks;

namespace EventNormalization.Tests.Storage.Contract;

/// <summary>One sentence of a contract, and how it is checked against new, empty stores.</summary>
public sealed class ContractCheck<TStore>(string sentence, Func<Func<TStore>, Task> run)
{
    /// <summary>What is promised.</summary>
    public string Sentence => sentence;

    /// <summary>Throws if a store that the factory makes does not keep the promise.</summary>
    public Task RunAsync(Func<TStore> makeStore) => run(makeStore);
}
