using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Rules;
using NodaTime;
using Xunit;
using Xunit.Abstractions;

namespace EventNormalization.Tests.Rules;

/// <summary>What is called no change alters no id, over messy events.</summary>
public sealed class RulesProperties(ITestOutputHelper output)
{
    private const int Pairs = 250;
    private const int EventsOfPair = 60;
    private const int Seed = 20240115;

    private static readonly Instant Received = Instant.FromUtc(2026, 1, 1, 0, 0);

    [Fact]
    public void Schemas_that_differ_in_neutral_things_only_have_one_fingerprint_and_read_one_id()
    {
        var read = 0;
        ForPairs((random, file) => new RandomSchemas(random).Neutral(file), (random, one, other) =>
        {
            var comparison = RulesComparison.Between(SchemaDocument.Of(one).Text, SchemaDocument.Of(other));
            Assert.True(comparison.Verdict == RulesVerdict.Same, string.Join('\n', comparison.Changes));
            Assert.Equal(RulesFingerprint.Of(one), RulesFingerprint.Of(other));
            Assert.All(comparison.Neutral, change => Assert.Equal(RuleConsequence.Neutral, change.Consequence));
            foreach (var (id, otherId, json) in Identify(random, one, other))
            {
                Assert.True(id is null || otherId is null || id == otherId, json);
                read += id is not null && otherId is not null ? 1 : 0;
            }
        });

        output.WriteLine($"{read} events were read by both");
        Assert.True(read > Pairs * EventsOfPair / 10, $"only {read} events were read by both");
    }

    [Fact]
    public void Whatever_the_verdict_of_two_schemas_it_is_true_of_every_event()
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        ForPairs(VaryOnce, (random, one, other) =>
        {
            var comparison = RulesComparison.Between(SchemaDocument.Of(one).Text, SchemaDocument.Of(other));
            Assert.Equal(
                comparison.Verdict == RulesVerdict.Same, RulesFingerprint.Of(one) == RulesFingerprint.Of(other));
            var consequences = comparison.Changes.Select(change => change.Consequence).Distinct().ToList();
            var told = string.Join('\n', comparison.Changes);
            foreach (var (id, otherId, json) in Identify(random, one, other))
            {
                var differs = id is not null && otherId is not null && id != otherId;
                var mayDiffer = consequences.Exists(
                    one => one is < RuleConsequence.ReadsLess or RuleConsequence.ProfileAdded);
                Assert.True(!differs || mayDiffer, told + "\n" + json);
                var isAllMore = consequences is [RuleConsequence.ReadsMore] && comparison.Neutral.Count == 0;
                Assert.True(!isAllMore || id is null || otherId == id, told + "\n" + json);
                var isAllLess = consequences is [RuleConsequence.ReadsLess] && comparison.Neutral.Count == 0;
                Assert.True(!isAllLess || otherId is null || otherId == id, told + "\n" + json);
                Count(counts, differs ? comparison.Changes[0].Path : "");
            }
        });

        output.WriteLine(string.Join('\n', counts.Select(pair => $"{pair.Key}: {pair.Value}")));

        // The events are such that most settings show: else nothing above could fail.
        Assert.True(counts.Count > 12, string.Join('\n', counts.Keys));
    }

    [Fact]
    public void A_schema_that_is_loaded_of_its_document_has_the_same_document()
    {
        ForPairs((random, file) => new RandomSchemas(random).Neutral(file), (_, one, other) =>
        {
            foreach (var schemas in (SchemaSet[])[one, other])
            {
                var text = SchemaDocument.Of(schemas).Text;
                var file = (JsonObject)JsonNode.Parse(text)!;
                file.Remove("library");

                var loaded = EventSchemaFile.Read(Encoding.UTF8.GetBytes(file.ToJsonString()));

                Assert.True(loaded.IsSuccess, text + "\n" + string.Join('\n', loaded.Errors));
                Assert.Equal(text, SchemaDocument.Of(loaded.Schemas!).Text);
            }
        });
    }

    [Fact]
    public void A_text_that_is_broken_anywhere_is_compared_and_never_thrown_at()
    {
        var random = new Random(Seed);
        var own = SchemaDocument.Of(EventSchema.Default with { Wrappers = ["a", "b"] });
        foreach (var file in Enumerable.Range(0, 400).Select(_ => new RandomSchemas(random).Next())
            .Where(file => RandomSchemas.Read(file) is not null))
        {
            var text = SchemaDocument.Of(RandomSchemas.Read(file)!).Text;
            var at = random.Next(text.Length);
            var broken = random.Next(3) switch
            {
                0 => text[..at],
                1 => text.Remove(at, 1),
                _ => text[..at] + "{}[]\":,0a\\\ud800"[random.Next(11)] + text[at..],
            };

            Assert.NotEqual(RulesVerdict.Same, RulesComparison.Between(broken, own).Verdict);
        }
    }

    private static JsonObject VaryOnce(Random random, JsonObject file)
    {
        var other = (JsonObject)file.DeepClone();
        new RandomSchemas(random).Vary(other);
        return other;
    }

    private void ForPairs(Func<Random, JsonObject, JsonObject> vary, Action<Random, SchemaSet, SchemaSet> check)
    {
        output.WriteLine($"seed {Seed}");
        var (random, count) = (new Random(Seed), 0);
        for (var tries = 0; count < Pairs; tries++)
        {
            Assert.True(tries < 20 * Pairs, $"only {count} pairs");
            var file = new RandomSchemas(random).Next();
            var other = vary(random, file);
            if (RandomSchemas.Read(file) is { } one && RandomSchemas.Read(other) is { } two)
            {
                count++;
                try
                {
                    check(random, one, two);
                }
                catch (Exception exception)
                {
                    throw new InvalidOperationException(
                        $"{file.ToJsonString()}\n{other.ToJsonString()}\n{exception.Message}", exception);
                }
            }
        }
    }

    /// <summary>The ids of events by both schemas, record by record; null where it is refused.</summary>
    private static IEnumerable<(RecordId? One, RecordId? Other, string Json)> Identify(
        Random random, SchemaSet one, SchemaSet other)
    {
        var (first, second) = (new EventIdentifier(one), new EventIdentifier(other));
        var events = new MessyEvents(random);
        for (var i = 0; i < EventsOfPair; i++)
        {
            var json = events.Next();
            var (ids, otherIds) = (IdsOf(first, json), IdsOf(second, json));
            foreach (var path in ids.Keys.Union(otherIds.Keys))
            {
                yield return (ids.GetValueOrDefault(path), otherIds.GetValueOrDefault(path),
                    Encoding.UTF8.GetString(json));
            }
        }
    }

    private static Dictionary<string, RecordId?> IdsOf(EventIdentifier identifier, byte[] json)
    {
        var records = identifier.Expand(new[] { new RawEvent(json, Received) }).Records;
        return records.ToArray().ToDictionary(
            raw => raw.Part?.Path ?? "",
            raw => identifier.TryIdentify(raw, out var id) ? id : (RecordId?)null);
    }

    private static void Count(SortedDictionary<string, int> counts, string name) =>
        counts[name] = counts.GetValueOrDefault(name) + 1;
}
