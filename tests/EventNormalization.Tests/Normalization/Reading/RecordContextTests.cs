using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using EventNormalization.Envelopes;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Normalization.Reading;

/// <summary>One reader reads all deliveries of a thread, with and without something beside their bytes.</summary>
public sealed class RecordContextTests
{
    private const string WithoutMetric = """{"client_id":"c","amount":1,"timestamp":1705314600}""";
    private static readonly Instant Received = Instant.FromUtc(2024, 6, 1, 0, 0);

    [Fact]
    public void An_event_takes_nothing_from_the_envelope_that_was_read_before_it()
    {
        var identifier = new EventIdentifier(EventSchema.Default with
        {
            Envelope = EnvelopeRules.None with { Records = ["records"], Inherit = ["metric"] },
        });
        var envelope = Event($$"""{"metric":"m","records":[{{WithoutMetric}}]}""");
        RawEvent[] deliveries = [envelope, Event(WithoutMetric), envelope, Event(WithoutMetric)];

        Assert.Equal([true, false, true, false], AreRead(identifier, identifier.Expand(deliveries).Records.ToArray()));
    }

    [Fact]
    public void An_event_takes_nothing_from_what_the_host_knew_of_the_one_before_it()
    {
        var metric = EventSchema.Default.Metric with { From = "context.metric" };
        var identifier = new EventIdentifier(EventSchema.Default with { Metric = metric });
        var known = Event(WithoutMetric) with
        {
            Context = new EventContext(new Dictionary<string, string> { ["metric"] = "m" }),
        };

        Assert.Equal([true, false, true], AreRead(identifier, [known, Event(WithoutMetric), known]));
    }

    [Fact]
    public void An_event_behind_one_that_was_cut_is_read()
    {
        var whole = """{"client_id":"c","metric":"m","amount":1,"timestamp":1705314600}""";
        var cut = RawEvent.Truncated(Encoding.UTF8.GetBytes(whole), 1_000, Received, default);

        Assert.Equal([false, true], AreRead(new EventIdentifier(EventSchema.Default), [cut, Event(whole)]));
    }

    [Fact]
    public void All_errors_of_an_event_are_told_in_the_order_of_the_fields()
    {
        var raw = Event("""{"client_id":" ","metric":true,"amount":"12,5O","timestamp":"soon","currency":"?"}""");
        var errors = new EventIdentifier(EventSchema.Default).Identify(raw).Errors;

        Assert.Equal(
            ["client_id", "metric", "amount", "timestamp", "currency"], errors.Select(error => error.Field));
    }

    private static RawEvent Event(string json) => new(Encoding.UTF8.GetBytes(json), Received);

    private static bool[] AreRead(EventIdentifier identifier, RawEvent[] deliveries) =>
        Array.ConvertAll(deliveries, raw => identifier.TryIdentify(raw, out _));
}
