using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Storage;
using EventNormalization.Totals;
using Xunit;

namespace EventNormalization.Tests.Pipeline;

/// <summary>What the pipeline answers where a stream is broken: E1 and E2 stand for events.</summary>
public sealed class BrokenStreamTests
{
    private const string First = """{"client":"a","metric":"m","amount":1,"date":"2024-01-15"}""";
    private const string Second = """{"client":"a","metric":"m","amount":2,"date":"2024-01-15"}""";

    [Theory]
    [InlineData("[E1,E2]", "line 1: Accepted", "line 1 record 2: Accepted")]
    [InlineData("[E1,\nE2\n", "line 1: Accepted", "line 2 record 2: Accepted",
        "line 1 record 3: json.syntax: event at byte 1: found the end of the stream, expected a comma or "
            + "the end of the array")]
    [InlineData("[E1,,E2]", "line 1: Accepted",
        "line 1 record 2: json.syntax: event at byte 0: found ,, expected JSON (RFC 8259)",
        "line 1 record 3: Accepted")]
    [InlineData("[E1}\nE2", "line 1: Accepted",
        "line 1 record 2: json.syntax: event at byte 1: found }, expected a comma or the end of the array",
        "line 2: Accepted")]
    [InlineData("[E1 true]\nE2", "line 1: Accepted",
        "line 1 record 2: json.syntax: event at byte 1: found true], expected a comma or the end of the array",
        "line 2: Accepted")]
    [InlineData("[E1,]\nE2", "line 1: Accepted",
        "line 1 record 2: json.syntax: event at byte 0: found ], expected JSON (RFC 8259)", "line 2: Accepted")]
    [InlineData(
        "[[\nE1\nE2", "line 1: json.syntax: event at byte 2: found the end of the event, expected JSON (RFC 8259)",
        "line 2: Accepted", "line 3: Accepted")]
    [InlineData("[1,2]\nE1", "line 1: json.kind: event: found [1,2], expected a JSON object", "line 2: Accepted")]
    [InlineData("[[E1]]\nE2",
        "line 1: json.kind: event: found "
            + "[[{\"client\":\"a\",\"metric\":\"m\",\"amount\":1,\"date\":\"2024-01-15\"}]], expected a JSON object",
        "line 2: Accepted")]
    [InlineData("[E1,[E2]]\nE2", "line 1: Accepted",
        "line 1 record 2: json.kind: event: found "
            + "[{\"client\":\"a\",\"metric\":\"m\",\"amount\":2,\"date\":\"2024-01-15\"}], expected a JSON object",
        "line 2: Accepted")]
    [InlineData("[[E2],\nE1]\n[E2]",
        "line 1: json.kind: event: found [{\"client\":\"a\",\"metric\":\"m\",\"amount\":2,\"date\":\"2024-01-15\"}], "
            + "expected a JSON object",
        "line 2 record 2: Accepted", "line 3: Accepted")]
    [InlineData("[2024-01-15 10:30:00] INFO start\nE1",
        "line 1: json.syntax: event at byte 5: found -01-15 10:30:00], expected JSON (RFC 8259)", "line 2: Accepted")]
    [InlineData("[WARN] E1\nE2",
        "line 1: json.syntax: event at byte 1: found WARN] {\"client\":, expected JSON (RFC 8259)", "line 2: Accepted")]
    [InlineData("[]\nE1", "line 2: Accepted")]
    [InlineData("E1E2", "line 1: Accepted", "line 1 record 2: Accepted")]
    [InlineData("\uFEFFE1\n\uFEFFE2", "line 1: Accepted", "line 2: Accepted")]
    [InlineData("E1\n\0\0\0\0E2", "line 1: Accepted", "line 2: Accepted")]
    public async Task Whole_events_are_accepted_and_each_break_is_rejected_with_its_place(
        string text, params string[] expected)
    {
        foreach (var laneCount in new[] { 1, 2 })
        {
            Assert.Equal(expected, await AnswersAsync(text, laneCount));
        }
    }

    [Theory]
    [InlineData("[E1,\nE2\n", 2, 1)]
    [InlineData("[E1,,E2]", 2, 1)]
    [InlineData("[[\nE1\nE2", 2, 1)]
    public async Task Totals_of_a_broken_stream_count_what_is_whole_and_what_is_rejected(
        string text, int accepted, int rejected)
    {
        var totals = new StreamTotals(new EventIdentifier(EventSchema.Default), TotalsQuery.All);

        await totals.AddAsync(StreamOf(text));

        Assert.Equal((accepted, rejected), (totals.Counts.Accepted, totals.Counts.Rejected));
    }

    private static MemoryStream StreamOf(string text) => new(Encoding.UTF8.GetBytes(text
        .Replace("E1", First, StringComparison.Ordinal).Replace("E2", Second, StringComparison.Ordinal)));

    private static async Task<List<string>> AnswersAsync(string text, int laneCount)
    {
        var failed = new InMemoryFailedEventStore();
        var pipeline = new EventPipeline(
            new EventIdentifier(EventSchema.Default),
            new InMemoryEventStore(),
            failed,
            new EventPipelineOptions { LaneCount = laneCount });
        var answers = new List<string>();
        await foreach (var batch in pipeline.IngestStreamAsync(StreamOf(text)))
        {
            answers.AddRange(batch.Results.Select(AnswerOf));
        }

        return answers;
    }

    private static string AnswerOf(IngestResult result)
    {
        // Of what was left of an array within an array, the one record says why it was rejected.
        var errors = result.Records.Count == 0 ? result.Errors : Assert.Single(result.Records).Errors;
        return $"{result.Location}: "
            + (errors.Count == 0 ? result.Outcome.ToString() : Assert.Single(errors).ToString());
    }
}
