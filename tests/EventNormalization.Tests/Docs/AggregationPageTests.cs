using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Totals;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Docs;

/// <summary>The code of docs/guides/aggregation.md, compiled and run.</summary>
public sealed class AggregationPageTests
{
    private const string Page = "docs/guides/aggregation.md";
    private const string Source = "tests/EventNormalization.Tests/Docs/AggregationPageTests.cs";
    private const string OfHost = "tests/EventNormalization.AspNetCore.Tests/Docs/AggregationGuideTests.cs";

    [Fact]
    public void The_code_of_the_page_is_what_is_compiled() => Assert.Equal(
        [
            CodeBlocks.OfSource(Source, "query"), CodeBlocks.OfSource(OfHost, "measure"),
            CodeBlocks.OfSource(OfHost, "host"),
        ],
        CodeBlocks.OfPage(Page, "csharp"));

    [Fact]
    public void The_measure_has_at_most_fifteen_lines() => Assert.InRange(
        CodeBlocks.OfSource(OfHost, "measure").Split('\n').Count(line => line.Length > 0), 1, 15);

    [Fact]
    public async Task The_query_of_the_page_has_a_line_for_each_month_of_the_zone()
    {
        var events = new InMemoryEventStore();
        var pipeline = new EventPipeline(
            new EventIdentifier(EventSchema.Default), events, new InMemoryFailedEventStore());
        await pipeline.IngestAsync(
            """{"client":"a","metric":"m","amount":"10 EUR","ts":"2024-01-31T23:30:00Z"}"""u8.ToArray());
        await pipeline.IngestAsync(
            """{"client":"b","metric":"m","amount":"4 EUR","ts":"2024-02-29T22:30:00Z"}"""u8.ToArray());
        await pipeline.IngestAsync(
            """{"client":"b","metric":"m","amount":"9 JPY","ts":"2024-03-05T22:30:00Z"}"""u8.ToArray());
        var lines = new List<string>();

        // begin query
        var byMonth = GroupKey.Calendar(CalendarUnit.Month, DateTimeZoneProviders.Tzdb["Europe/Berlin"]);
        var groups = await events.ReadTotalsAsync(new TotalsQuery
        {
            Where = EventPredicate.TextIn("currency", "EUR"),
            GroupBy = [byMonth],
            Measures = [Measures.Sum, Measures.QuantileOf(95), Measures.DistinctOf("client_id")],
        });
        foreach (var group in groups)
        {
            var window = group.WindowOf(byMonth)!;
            lines.Add($"{window.Text}: {group[Measures.Sum]} of {group[Measures.DistinctOf("client_id")]} clients");
        }
        // end query
        Assert.Equal(["2024-02-01: 14 of 2 clients"], lines);
    }
}
