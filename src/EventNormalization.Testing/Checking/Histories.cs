using System;
using System.Threading.Tasks;

namespace EventNormalization.Testing.Checking;

/// <summary>Runs random histories, each with its own seed, so that a failed one can be repeated by its seed.</summary>
internal static class Histories
{
    public static async Task RunAsync(int seed, int count, Func<Random, Task> history)
    {
        for (var i = 0; i < count; i++)
        {
            var own = unchecked(seed + i);
            try
            {
                await history(new Random(own));
            }
            catch (Exception exception)
            {
                throw new HistoryException(own, exception);
            }
        }
    }

    public static void Run(int seed, int count, Action<Random> history)
    {
        for (var i = 0; i < count; i++)
        {
            var own = unchecked(seed + i);
            try
            {
                history(new Random(own));
            }
            catch (Exception exception)
            {
                throw new HistoryException(own, exception);
            }
        }
    }

    /// <summary>An array of any length within bounds, both included.</summary>
    public static T[] Array<T>(this Random random, int countMin, int countMax, Func<Random, T> make)
    {
        var items = new T[random.Next(countMin, countMax + 1)];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = make(random);
        }

        return items;
    }

    /// <summary>One of some values.</summary>
    public static T OneOf<T>(this Random random, params ReadOnlySpan<T> values) => values[random.Next(values.Length)];
}
