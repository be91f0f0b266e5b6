using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Serialization;
using EventNormalization.Storage;
using EventNormalization.Tests.Totals;
using EventNormalization.Totals;
using EventNormalization.Totals.Authoring;
using NodaTime;
using Xunit;
using FailedEventState = EventNormalization.Queries.FailedEventState;

namespace EventNormalization.Tests.Serialization;

public sealed class EventJsonTests
{
    private static readonly JsonSerializerOptions Options = EventJson.AddTo(
        new JsonSerializerOptions { TypeInfoResolver = new DefaultJsonTypeInfoResolver() });

    [Fact]
    public void Ids_instants_and_words_are_texts_that_read_back()
    {
        var id = RecordId.FromContent("x"u8);
        var instant = Instant.FromUtc(2024, 1, 15, 10, 30) + Duration.FromNanoseconds(5);

        Assert.Equal($"\"{id}\"", Write(id));
        Assert.Equal(id, Read<RecordId>(Write(id)));
        Assert.Equal("\"2024-01-15T10:30:00.000000005Z\"", Write(instant));
        Assert.Equal(instant, Read<Instant>(Write(instant)));
        Assert.Equal("\"accepted\"", Write(IngestOutcome.Accepted));
        Assert.Equal(IngestOutcome.Conflict, Read<IngestOutcome>("\"conflict\""));
        Assert.All(Enum.GetValues<FailedEventState>(),
            state => Assert.Equal(state, Read<FailedEventState>(Write(state))));
        Assert.Equal($"{{\"{id}\":1}}", Write(new Dictionary<RecordId, int> { [id] = 1 }));
    }

    [Theory]
    [InlineData("\"12\""), InlineData("12"), InlineData("null")]
    public void What_is_no_such_value_is_refused(string json)
    {
        Assert.Throws<JsonException>(() => Read<RecordId>(json));
        Assert.Throws<JsonException>(() => Read<Instant>(json));
        Assert.Throws<JsonException>(() => Read<IngestOutcome>(json));
        Assert.Throws<JsonException>(() => Write((IngestOutcome)99));
    }

    [Fact]
    public void A_group_that_overflows_spoils_no_document()
    {
        var fold = new TotalsFold(new()
        {
            GroupBy = [GroupKey.ClientId, GroupKey.Field("region")],
            Measures = [Measures.Sum, Measures.Max],
        });
        fold.Add(TotalsRecords.Of("a", "sales", decimal.MaxValue), default);
        fold.Add(TotalsRecords.Of("a", "sales", decimal.MaxValue), default);
        fold.Add(TotalsRecords.Of("b", "sales", 1.50m, currency: "EUR"), default);

        AssertJson(
            """
            [{"key":{"client_id":"a","region":null},"values":{
               "sum":{"error":{"code":"aggregate.range","message":"MESSAGE"}},
               "max":79228162514264337593543950335},"currency":null},
             {"key":{"client_id":"b","region":null},"values":{"sum":1.5,"max":1.5},"currency":"EUR"}]
            """.Replace("MESSAGE", fold.ToGroups()[0].Sum.Error!.Message, StringComparison.Ordinal),
            Write(fold.ToGroups()));
    }

    [Fact]
    public void Currencies_that_are_not_added_stand_in_lines_of_their_own()
    {
        var fold = new TotalsFold(new() { Measures = [Measures.Count, Measures.Sum] });
        fold.Add(TotalsRecords.Of("a", "sales", 1m), default);
        fold.Add(TotalsRecords.Of("a", "sales", 2m, currency: "EUR"), default);

        AssertJson(
            """
            [{"key":{},"values":{"count":2,"sum":{"error":{"code":"aggregate.currencies","message":"MESSAGE",
               "currencies":[null,"EUR"]}}},"currency":null,"by_currency":[
               {"key":{},"values":{"count":1,"sum":1},"currency":null},
               {"key":{},"values":{"count":1,"sum":2},"currency":"EUR"}]}]
            """.Replace("MESSAGE", fold.ToGroups()[0].Sum.Error!.Message, StringComparison.Ordinal),
            Write(fold.ToGroups()));
    }

    [Fact]
    public void A_list_is_an_array_of_keys_and_values()
    {
        var value = MeasureValue.FromEntries([new(FieldValue.FromText("sales"), FieldValue.FromInteger(3))]);

        Assert.Equal("""[{"key":"sales","value":3}]""", Write(value));
        Assert.Equal("null", Write(default(MeasureValue)));
    }

    [Fact]
    public async Task The_answer_for_a_delivery_says_what_became_of_it()
    {
        var pipeline = new EventPipeline(
            new EventIdentifier(EventSchema.Default), new InMemoryEventStore(), new InMemoryFailedEventStore());
        var accepted = await pipeline.IngestAsync(
            """{"client":"a","metric":"m","amount":"1.50","ts":1705314600}"""u8.ToArray());
        var rejected = await pipeline.IngestAsync("""{"client":"a","metric":"m","ts":1705314600}"""u8.ToArray());

        var json = JsonNode.Parse(Write(accepted))!;
        Assert.Equal("accepted", (string?)json["outcome"]);
        Assert.Equal(accepted.Id.ToString(), (string?)json["event_id"]);
        Assert.Equal(1, (long?)json["occurrences"]);
        Assert.Equal("a", (string?)json["record"]!["client_id"]);
        Assert.EndsWith("Z", (string?)json["first_received_at"], StringComparison.Ordinal);

        var refusal = JsonNode.Parse(Write(rejected))!;
        Assert.Equal("rejected", (string?)refusal["outcome"]);
        Assert.Equal(["amount.missing"], refusal["errors"]!.AsArray().Select(error => (string?)error!["code"]));
        Assert.Null(refusal["event_id"]);
    }

    private static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    private static T? Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options);

    private static void AssertJson(string expected, string actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), actual);
}
