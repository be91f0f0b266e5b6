using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using EventNormalization.Testing.Checking;

namespace EventNormalization.Testing;

/// <summary>One sentence of a contract, and how it is checked against new, empty stores.</summary>
/// <remarks>Immutable; several threads may run one check, each with its own stores.</remarks>
/// <typeparam name="TStore">The contract's interface.</typeparam>
public sealed class ContractCheck<TStore>
    where TStore : class
{
    /// <summary>The default seed.</summary>
    public const int DefaultSeed = 1;

    private readonly Func<Func<ValueTask<TStore>>, int, Task> _run;

    internal ContractCheck(string sentence, Func<Func<ValueTask<TStore>>, Task> run)
        : this(sentence, (makeStore, _) => run(makeStore))
    {
    }

    internal ContractCheck(string sentence, Func<Func<ValueTask<TStore>>, int, Task> run)
    {
        Sentence = sentence;
        _run = run;
    }

    /// <summary>What is promised; no two checks of a contract have the same sentence.</summary>
    public string Sentence { get; }

    /// <summary>Throws if a store that the factory makes does not keep the promise.</summary>
    /// <param name="makeStore">Makes a new, empty store at each call; the check disposes what it made.</param>
    /// <param name="seed">Where random histories begin; a violation tells the seed of the one that failed.</param>
    /// <returns>A task that ends when the promise is known to be kept.</returns>
    /// <exception cref="ContractViolationException">
    /// The promise is not kept, or the store threw what it should not have, which is the inner exception.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="makeStore"/> is null.</exception>
    public async Task RunAsync(Func<ValueTask<TStore>> makeStore, int seed = DefaultSeed)
    {
        ArgumentNullException.ThrowIfNull(makeStore);
        var made = new List<TStore>();
        try
        {
            await Violations.ThrowAsync(Sentence, () => _run(MakeAsync, seed));
        }
        finally
        {
            foreach (var store in made)
            {
                await DisposeAsync(store);
            }
        }

        async ValueTask<TStore> MakeAsync()
        {
            var store = await makeStore();
            made.Add(store);
            return store;
        }
    }

    /// <summary>The sentence that the check holds a store to.</summary>
    /// <returns>Unique among the checks of a contract.</returns>
    public override string ToString() => Sentence;

    private static async ValueTask DisposeAsync(TStore store)
    {
        if (store is IAsyncDisposable asyncDisposable)
        {
            await asyncDisposable.DisposeAsync();
        }
        else if (store is IDisposable disposable)
        {
            disposable.Dispose();
        }
    }
}
