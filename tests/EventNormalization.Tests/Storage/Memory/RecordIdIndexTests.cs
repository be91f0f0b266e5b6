using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Storage;
using Xunit;

namespace EventNormalization.Tests.Storage.Memory;

public sealed class RecordIdIndexTests
{
    private const ulong Secret = 0x9E3779B97F4A7C15;

    [Fact]
    public void An_id_is_added_once_and_keeps_its_ordinal()
    {
        var index = new RecordIdIndex();
        var (first, second) = (RecordId.FromContent("1"u8), RecordId.FromContent("2"u8));

        Assert.Equal((true, 0), Add(index, first));
        Assert.Equal((true, 1), Add(index, second));
        Assert.Equal((false, 0), Add(index, first));
        Assert.Equal((2, first, second), (index.Count, index[0], index[1]));
    }

    [Fact]
    public void An_id_that_was_never_added_is_not_found()
    {
        var index = new RecordIdIndex();
        Add(index, RecordId.FromContent("1"u8));

        Assert.False(index.TryFind(RecordId.FromContent("2"u8), out var ordinal));
        Assert.Equal(-1, ordinal);
    }

    [Law(300)]
    public void It_answers_as_a_set_and_counts_in_the_order_of_adding(int seed, ushort count, ushort distinct)
    {
        var random = new Random(seed);
        var index = new RecordIdIndex((ulong)random.NextInt64());
        var expected = new Dictionary<RecordId, long>();

        for (var i = 0; i < count; i++)
        {
            var id = IdOf(random.Next(1 + distinct));
            Assert.Equal(expected.TryGetValue(id, out var known), index.TryFind(id, out var found));
            Assert.Equal(expected.ContainsKey(id) ? known : -1, found);
            Assert.Equal((expected.TryAdd(id, expected.Count), expected[id]), Add(index, id));
        }

        Assert.Equal(expected.Count, index.Count);
        Assert.All(expected, pair => Assert.Equal(pair.Key, index[pair.Value]));
    }

    [Law(100)]
    public void Ids_added_together_are_new_where_they_come_first(int seed, ushort distinct)
    {
        var random = new Random(seed);
        var index = new RecordIdIndex((ulong)random.NextInt64());
        var expected = new HashSet<RecordId>();

        for (var part = 0; part < 8; part++)
        {
            var ids = Enumerable.Range(0, random.Next(1_000)).Select(_ => IdOf(random.Next(1 + distinct))).ToArray();
            var areNew = new bool[ids.Length];

            index.AddRange(ids, areNew);

            Assert.Equal(ids.Select(expected.Add), areNew);
        }

        Assert.Equal(expected, Enumerable.Range(0, (int)index.Count).Select(row => index[row]).ToHashSet());
        Assert.Equal(expected.Count, index.Count);
    }

    [Fact]
    public async Task Of_many_who_add_ids_together_exactly_one_is_told_that_an_id_is_new()
    {
        var index = new RecordIdIndex();
        var ids = Enumerable.Range(0, 20_000).Select(IdOf).ToArray();
        var newCounts = new int[ids.Length];

        await RunTogether(4, writer =>
        {
            var areNew = new bool[ids.Length];
            foreach (var start in Enumerable.Range(0, 10).Select(i => ((i + writer) * 2_000) % ids.Length))
            {
                index.AddRange(ids.AsSpan(start, 2_000), areNew.AsSpan(start));
            }

            foreach (var i in Enumerable.Range(0, ids.Length).Where(i => areNew[i]))
            {
                Interlocked.Increment(ref newCounts[i]);
            }
        });

        Assert.All(newCounts, count => Assert.Equal(1, count));
        Assert.Equal(ids.Length, index.Count);
    }

    [Fact]
    public void Ids_that_all_belong_to_one_bucket_are_told_apart()
    {
        var index = new RecordIdIndex(Secret);
        var ids = Enumerable.Range(0, 3_000).Select(i => new RecordId(17, 4, 0, (ulong)i)).ToList();

        Assert.Equal(ids.Select((_, i) => (true, (long)i)), ids.Select(id => Add(index, id)));
        Assert.Equal(ids.Select((_, i) => (false, (long)i)), ids.Select(id => Add(index, id)));
        Assert.False(index.TryFind(new RecordId(17, 4, 1, 0), out _));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public async Task Of_many_writers_of_an_id_exactly_one_is_told_that_it_is_new(int writerCount)
    {
        var index = new RecordIdIndex();
        var ids = Enumerable.Range(0, 20_000).Select(IdOf).ToArray();
        var newCounts = new int[ids.Length];
        var ordinals = new long[writerCount, ids.Length];

        await RunTogether(writerCount, writer =>
        {
            var order = Enumerable.Range(0, ids.Length).ToArray();
            new Random(writer).Shuffle(order);
            foreach (var i in order)
            {
                if (index.TryAdd(ids[i], out ordinals[writer, i]))
                {
                    Interlocked.Increment(ref newCounts[i]);
                }
            }
        });

        Assert.All(newCounts, count => Assert.Equal(1, count));
        Assert.Equal(ids.Length, index.Count);
        Assert.Equal(ids.ToHashSet(), Enumerable.Range(0, ids.Length).Select(row => index[row]).ToHashSet());
        Assert.All(Enumerable.Range(0, ids.Length), i => Assert.All(
            Enumerable.Range(0, writerCount), writer => Assert.Equal(ids[i], index[ordinals[writer, i]])));
    }

    [Fact]
    public void A_key_of_a_million_takes_at_most_48_bytes_and_of_ten_million_45()
    {
        var index = new RecordIdIndex();
        var before = GC.GetAllocatedBytesForCurrentThread();

        AddNumbers(index, 0, 1_000_000);

        Assert.InRange(index.BytesAllocated, 36_000_000, 48_000_000);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before >= index.BytesAllocated - 100_000);
        if (Environment.GetEnvironmentVariable("EN_FULL") == "1")
        {
            AddNumbers(index, 1_000_000, 10_000_000);
            Assert.InRange(index.BytesAllocated, 360_000_000, 450_000_000);
        }
    }

    [Fact]
    public void The_room_for_a_key_stays_within_its_bound_while_the_index_grows()
    {
        var index = new RecordIdIndex();
        var worst = 0.0;

        for (var count = 200_000; count < 700_000; count += 1_000)
        {
            AddNumbers(index, count == 200_000 ? 0 : count - 1_000, count);
            worst = Math.Max(worst, (double)index.BytesAllocated / count);
        }

        Assert.InRange(worst, 36, 45);
    }

    private static void AddNumbers(RecordIdIndex index, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            index.TryAdd(IdOf(i), out _);
        }
    }

    private static (bool IsNew, long Ordinal) Add(RecordIdIndex index, RecordId id) =>
        (index.TryAdd(id, out var ordinal), ordinal);

    /// <summary>Runs on threads of their own, so that they truly run together.</summary>
    private static async Task RunTogether(int count, Action<int> run)
    {
        using var start = new Barrier(count);
        await Task.WhenAll(Enumerable.Range(0, count).Select(i => Task.Factory.StartNew(
            () =>
            {
                Assert.True(start.SignalAndWait(TimeSpan.FromMinutes(3)), "The other threads did not start.");
                run(i);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
    }

    // Spread as hashes are (the finalizer of SplitMix64), at a fraction of their cost.
    private static RecordId IdOf(int number) => unchecked(new RecordId(
        Mix((ulong)number), Mix((ulong)number + Secret), (ulong)number, 0));

    private static ulong Mix(ulong x)
    {
        unchecked
        {
            x = (x + Secret) * 0xBF58476D1CE4E5B9;
            x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
            return x ^ (x >> 31);
        }
    }
}
