using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Storage;
using EventNormalization.Testing;
using EventNormalization.Totals;
using Xunit;
using Xunit.Abstractions;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Sqlite.Tests;

/// <summary>One flipped bit anywhere in a store's file is no number: it is an error, or a verification tells.</summary>
public sealed class BitFlipTests(ITestOutputHelper output) : IDisposable
{
    private const int Seed = 20240115;

    private static readonly TotalsQuery ByAll = new()
    {
        GroupBy = [GroupKey.Field("client_id"), GroupKey.Field("metric"), GroupKey.Field("currency")],
    };

    private readonly TemporaryFolder _folder = new();

    private static bool IsFull => Environment.GetEnvironmentVariable("EN_FULL") == "1";

    private static int EventCount => IsFull ? 20_000 : 1_500;

    private static int FlipCount => IsFull ? 1_000 : 120;

    private string File => _folder.PathOf("flipped.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_flipped_bit_gives_no_wrong_total_without_an_error_or_a_verification_that_tells()
    {
        var events = MakeEvents();
        var (content, truth) = await MakeStoreAsync(events);
        var figures = new Figures();
        var chance = new Random(Seed);
        for (var flip = 0; flip < FlipCount; flip++)
        {
            var bit = chance.NextInt64(content.Length * 8L);
            Write(content, bit);
            figures.Add(await ReadAsync(truth), $"bit {bit}");
        }

        output.WriteLine(
            $"seed {Seed}, {FlipCount} flips over {content.Length} bytes and {EventCount} events: {figures}");
        Assert.Empty(figures.Silent);
        Assert.True(figures.Refused > 0);
    }

    [Fact]
    public async Task What_is_sent_again_into_a_flipped_file_counts_once_or_a_verification_tells()
    {
        var events = MakeEvents();
        var (content, truth) = await MakeStoreAsync(events);
        var figures = new Figures();
        var chance = new Random(Seed + 1);
        for (var flip = 0; flip < FlipCount / 4; flip++)
        {
            var bit = chance.NextInt64(content.Length * 8L);
            Write(content, bit);
            figures.Add(await SendAgainAsync(events) ? await ReadAsync(truth) : Outcome.Refused, $"bit {bit}");
        }

        output.WriteLine($"seed {Seed + 1}, {FlipCount / 4} flips and all sent again: {figures}");
        Assert.Empty(figures.Silent);
    }

    private static IdentifiedEvent[] MakeEvents() =>
    [
        .. Enumerable.Range(0, EventCount).Select(i => Event(
            "client " + (i % 40),
            "metric " + (i % 3),
            i,
            FormattableString.Invariant($"2024-01-{1 + (i / 800 % 28):00}T{i % 24:00}:30:00Z"))),
    ];

    private async Task<(byte[] Content, string Truth)> MakeStoreAsync(IdentifiedEvent[] events)
    {
        using (var store = SqliteEventStore.Open(File, SampleSchema))
        {
            await AppendAllAsync(store, events, run: 1);
        }

        return (System.IO.File.ReadAllBytes(File), await TotalsAsync());
    }

    private static async Task AppendAllAsync(SqliteEventStore store, IdentifiedEvent[] events, ulong run)
    {
        for (var i = 0; i < events.Length; i += 500)
        {
            await store.AppendAsync(new AppendId(run, (ulong)i), events[i..Math.Min(i + 500, events.Length)]);
        }
    }

    private void Write(byte[] content, long bit)
    {
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(File)!, "flipped.db*"))
        {
            System.IO.File.Delete(file);
        }

        content[bit / 8] ^= (byte)(1 << (int)(bit % 8));
        System.IO.File.WriteAllBytes(File, content);
        content[bit / 8] ^= (byte)(1 << (int)(bit % 8));
    }

    private async Task<bool> SendAgainAsync(IdentifiedEvent[] events)
    {
        try
        {
            using var store = SqliteEventStore.Open(File, SampleSchema);
            await AppendAllAsync(store, events, run: 2);
            return true;
        }
        catch (Exception error) when (IsTold(error))
        {
            return false;
        }
    }

    private async Task<Outcome> ReadAsync(string truth)
    {
        try
        {
            if (await TotalsAsync() == truth)
            {
                return Outcome.Right;
            }
        }
        catch (Exception error) when (IsTold(error))
        {
            return Outcome.Refused;
        }

        try
        {
            return (await SqliteStorePair.VerifyAsync(File)).IsOk ? Outcome.Silent : Outcome.Verified;
        }
        catch (Exception error) when (IsTold(error))
        {
            return Outcome.Verified;
        }
    }

    private async Task<string> TotalsAsync()
    {
        using var reader = SqliteEventReader.Open(File);
        var groups = await reader.ReadTotalsAsync(ByAll);
        return string.Join('\n', groups.Select(group =>
            string.Join('|', group.Key) + ": " + string.Join(", ", group.Values)));
    }

    /// <summary>An error that says what is wrong, and never that a sum does not fit.</summary>
    private static bool IsTold(Exception error) =>
        error is StoreCorruptedException or SqliteStoreException or RulesChangedException or EventStoreException;

    private enum Outcome
    {
        Right,
        Refused,
        Verified,
        Silent,
    }

    private sealed class Figures
    {
        private readonly Dictionary<Outcome, int> _counts = [];

        public List<string> Silent { get; } = [];

        public int Refused => _counts.GetValueOrDefault(Outcome.Refused);

        public void Add(Outcome outcome, string place)
        {
            _counts[outcome] = _counts.GetValueOrDefault(outcome) + 1;
            if (outcome == Outcome.Silent)
            {
                Silent.Add(place);
            }
        }

        public override string ToString() =>
            string.Join(", ", _counts.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}"));
    }
}
