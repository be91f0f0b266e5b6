using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using EventNormalization.Identity;
using Xunit;
using Xunit.Abstractions;

namespace EventNormalization.Tests.Identity.Hashing;

/// <summary>
/// Holds the lanes to the standard's examples and to the framework, in every width that this machine has.
/// </summary>
public sealed class EventHasherTests(ITestOutputHelper output)
{
    private const int RandomMessagesInBatch = 500;

    /// <summary>The examples of FIPS 180-4 and of NIST's validation suite for messages of whole bytes.</summary>
    private static readonly (byte[] Message, string Hash)[] Published =
    [
        ([], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ([0xBD], "68325720aabd7c82f30f554b313d0570c95accbb7dc4b5aae11204c08ffe732b"),
        ("abc"u8.ToArray(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        ([0xC9, 0x8C, 0x8E, 0x55], "7abc22c0ae5af26ce93dbb94433a0e0b2e119d014f8e7f65bd56c61ccccd9504"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"u8.ToArray(),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"),
        (
            Encoding.ASCII.GetBytes("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
                + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu"),
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"),
        (new byte[55], "02779466cdec163811d078815c633f21901413081449002f24aa3e80f0b88ef7"),
        (new byte[56], "d4817aa5497628e7c77e6b606107042bbba3130888c5f47a375e6179be789fbb"),
        (new byte[57], "65a16cb7861335d5ace3c60718b5052e44660726da4cd13bb745381b235a1785"),
        (new byte[64], "f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b"),
        (new byte[1_000], "541b3e9daa09b20bf85fa273e5cbd3e80185aa4ec298e765db87742b70138a53"),
        (
            Encoding.ASCII.GetBytes(new string('a', 1_000_000)),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
    ];

    /// <summary>The widths that this machine can do.</summary>
    public static TheoryData<int> Widths => [.. new[] { HashLanes.One, HashLanes.Eight, HashLanes.Sixteen }
        .Where(width => width <= EventHasher.Widest).Select(width => (int)width)];

    [Theory]
    [MemberData(nameof(Widths))]
    public void The_published_examples_have_their_hashes(int width)
    {
        var messages = Published.Select(example => example.Message).ToList();

        foreach (var (message, hash) in Published)
        {
            var ids = Compute(width, [.. Enumerable.Repeat(message, 16)]);

            Assert.All(ids, id => Assert.Equal(hash, id.ToString()));
        }

        Assert.Equal(Published.Select(example => example.Hash), Compute(width, messages).Select(id => id.ToString()));
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Every_length_hashes_as_the_framework_does_whatever_stands_beside_it(int width)
    {
        var random = new Random(Seed(width));
        var lengths = Enumerable.Range(0, 1025).Concat([4_086, 4_087, 4_088, 5_000, 100_000]).ToArray();

        for (var round = 0; round < 4; round++)
        {
            random.Shuffle(lengths);
            AssertHashesAsTheFramework(width, lengths, random);
        }

        Array.Sort(lengths);
        AssertHashesAsTheFramework(width, lengths, random);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Batches_of_every_small_size_are_hashed_whole(int width)
    {
        var random = new Random(Seed(width));

        for (var count = 0; count <= 70; count++)
        {
            AssertHashesAsTheFramework(width, [.. Enumerable.Range(0, count).Select(_ => 98)], random);
            AssertHashesAsTheFramework(width, [.. Enumerable.Range(0, count).Select(_ => random.Next(300))], random);
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Random_messages_hash_as_the_framework_does(int width)
    {
        var random = new Random(Seed(width));
        var count = Environment.GetEnvironmentVariable("EN_FULL") == "1" ? 1_000_000 : 100_000;

        for (var done = 0; done < count; done += RandomMessagesInBatch)
        {
            var lengthMax = done % 2 == 0 ? 200 : random.Next(1, 700);
            AssertHashesAsTheFramework(
                width, [.. Enumerable.Range(0, RandomMessagesInBatch).Select(_ => random.Next(lengthMax))], random);
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Batches_allocate_nothing_once_the_largest_was_seen(int width)
    {
        using var hasher = new EventHasher((HashLanes)width);
        var messages = Enumerable.Range(0, 1_000).Select(i => new MessageSpan(i, i % 200)).ToArray();
        var buffer = new byte[2_000];
        var ids = new RecordId[messages.Length];
        hasher.Compute(buffer, messages, ids);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            hasher.Compute(buffer, messages.AsSpan(i), ids);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Law]
    public void One_message_hashes_as_the_framework_does(byte[] message)
    {
        using var hasher = new EventHasher();

        Assert.Equal(RecordId.FromContent(message), hasher.Compute(message));
        Assert.Equal(RecordId.FromContent(message), hasher.Compute(message));
    }

    private static void AssertHashesAsTheFramework(int width, int[] lengths, Random random)
    {
        var messages = lengths.Select(length => new byte[length]).ToList();
        messages.ForEach(random.NextBytes);

        var ids = Compute(width, messages);

        var expected = messages.Select(message => RecordId.FromBytes(SHA256.HashData(message)));
        Assert.True(expected.SequenceEqual(ids), $"Lengths {string.Join(' ', lengths)}.");
    }

    private static RecordId[] Compute(int width, List<byte[]> messages)
    {
        var spans = new MessageSpan[messages.Count];
        var start = 1;
        for (var i = 0; i < spans.Length; i++)
        {
            spans[i] = new MessageSpan(start, messages[i].Length);
            start += messages[i].Length;
        }

        byte[] buffer = [0xFF, .. messages.SelectMany(message => message)];
        var ids = new RecordId[spans.Length];
        using var hasher = new EventHasher((HashLanes)width);
        hasher.Compute(buffer, spans, ids);
        return ids;
    }

    private int Seed(int width) => TestSeed.Draw(output, $"{width} lanes");
}
