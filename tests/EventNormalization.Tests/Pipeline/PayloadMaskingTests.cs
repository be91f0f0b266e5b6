using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Queries;
using EventNormalization.Storage;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Pipeline;

public sealed class PayloadMaskingTests : IAsyncDisposable
{
    private const string Canary = "mask-canary";
    private static readonly Instant Now = Instant.FromUtc(2024, 6, 1, 0, 0);

    private readonly InMemoryEventStore _events = new();
    private readonly InMemoryFailedEventStore _failed = new();

    public ValueTask DisposeAsync() => _events.DisposeAsync();

    public static TheoryData<string> Samples =>
        [.. Directory.GetFiles(Repository.PathOf("docs/samples"), "*.ndjson").Select(path => Path.GetFileName(path))];

    [Theory]
    [InlineData(
        """{"client_id":"c","metric":"m","amount":1,"ts":1705314600,"email":"mask-canary","card":4111111111111111}""",
        """{"client_id":"c","metric":"m","amount":1,"ts":1705314600,"email":"*","card":0}""")]
    [InlineData(
        """{ "client_id" : "c", "a":[1,"x",{"b":["q",true,null,""]}], "metric":"m","amount":1,"ts":1705314600 }""",
        """{ "client_id" : "c", "a":[0,"*",{"b":["*",true,null,""]}], "metric":"m","amount":1,"ts":1705314600 }""")]
    [InlineData(
        """{"client_id":"c","metric":"m","amount":{"value":"1.50","currency":"EUR"},"ts":1705314600,"n":"x"}""",
        """{"client_id":"c","metric":"m","amount":{"value":"1.50","currency":"EUR"},"ts":1705314600,"n":"*"}""")]
    [InlineData(
        """{"client_id":"c","metric":"m","amount":1,"ts":1705314600}""",
        """{"client_id":"c","metric":"m","amount":1,"ts":1705314600}""")]
    public async Task What_no_field_reads_is_masked_before_it_is_stored(string raw, string kept)
    {
        var result = await Pipeline(PayloadMasking.KeepRefused).IngestAsync(Raw(raw));

        var stored = await _events.FindAsync(result.Id!.Value);
        Assert.Equal(kept, Encoding.UTF8.GetString(stored!.Event.Raw.Span));
        Assert.Equal(kept != raw, stored.Event.IsMasked);
        Assert.Equal(new EventIdentifier(EventSchema.Default).Identify(Raw(raw)).Event!.Id, result.Id);
    }

    [Fact]
    public async Task By_default_bytes_are_kept_as_received()
    {
        var raw = """{"client_id":"c","metric":"m","amount":1,"ts":1705314600,"email":"mask-canary"}""";

        var result = await Pipeline(PayloadMasking.None).IngestAsync(Raw(raw));

        var stored = await _events.FindAsync(result.Id!.Value);
        Assert.Equal(raw, Encoding.UTF8.GetString(stored!.Event.Raw.Span));
        Assert.False(stored.Event.IsMasked);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Masking_changes_no_outcome_and_no_id_of_the_samples(string name)
    {
        var schema = Repository.PathOf("docs/samples/" + Path.ChangeExtension(name, ".schema.json"));
        var schemas = File.Exists(schema)
            ? EventSchemaFile.Read(await File.ReadAllBytesAsync(schema)).Schemas!
            : new SchemaSet(EventSchema.Default);

        var plain = await IngestAsync(schemas, PayloadMasking.None, name);
        var masked = await IngestAsync(schemas, PayloadMasking.KeepRefused, name);

        Assert.Contains(plain, line => line.StartsWith("Accepted", StringComparison.Ordinal));
        Assert.Equal(plain, masked);
    }

    [Fact]
    public async Task What_surrounds_the_records_of_an_envelope_is_masked_too()
    {
        var schema = EventSchemaFile.Read(
            """{"records":["items"],"fields":{"client_id":{"aliases":["shop"]}}}"""u8.ToArray()).Schema!;
        var raw = Raw(
            """
            {"shop":"s","owner":"mask-canary","items":[{"metric":"m","amount":1,"ts":1705314600,"note":"mask-canary"}]}
            """);

        var result = await Pipeline(PayloadMasking.KeepRefused, schema).IngestAsync(raw);

        var stored = (await _events.FindAsync(result.Records[0].Id!.Value))!.Event;
        Assert.True(stored.IsMasked);
        Assert.DoesNotContain(Canary, TextOf(stored.Raw), StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, TextOf(stored.Part!.Envelope), StringComparison.Ordinal);
        Assert.Contains("\"s\"", TextOf(stored.Part.Envelope), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_that_a_reading_needs_though_no_field_has_it_is_left()
    {
        var schema = EventSchemaFile.Read(
            """
            {"profiles":{"c":{"sign_from":{"member":"kind","negative":["refund"],"positive":["sale"]}}}}
            """u8.ToArray()).Schema!;

        var result = await Pipeline(PayloadMasking.KeepRefused, schema).IngestAsync(
            Raw("""{"client_id":"c","metric":"m","amount":1,"ts":1705314600,"kind":"refund","note":"mask-canary"}"""));

        var stored = (await _events.FindAsync(result.Id!.Value))!.Event;
        Assert.Equal(-1, stored.Record.Amount);
        Assert.Equal(
            """{"client_id":"c","metric":"m","amount":1,"ts":1705314600,"kind":"refund","note":"*"}""",
            TextOf(stored.Raw));
    }

    [Fact]
    public async Task A_deferred_event_is_masked_keeps_the_key_of_its_bytes_and_is_retried()
    {
        var raw = Raw("""{"client_id":"c","metric":"m","amount":1,"ts":1705314600,"email":"mask-canary"}""");
        var down = new FailureInjectingAppender(_events, FaultPlan.Parse("throw-before=1"), TimeProvider.System);
        var identifier = new EventIdentifier(EventSchema.Default);
        var options = new EventPipelineOptions { Masking = PayloadMasking.DropRefused, RetryDelay = TimeSpan.Zero };

        var deferred = await new EventPipeline(identifier, down, _failed, options).IngestAsync(raw);
        var entry = Assert.Single(await _failed.QueryAsync(new FailedEventQuery()).ToListAsync());
        await new RetryWorker(identifier, _events, _failed).RetryAsync(EventPredicate.Everything);

        Assert.Equal(IngestOutcome.Deferred, deferred.Outcome);
        Assert.Equal((ContentHash.Of(raw.Utf8.Span), true), (entry.Key, entry.IsMasked));
        Assert.DoesNotContain(Canary, TextOf(entry.Raw), StringComparison.Ordinal);
        var stored = (await _events.FindAsync(deferred.Id!.Value))!.Event;
        Assert.True(stored.IsMasked);
        Assert.DoesNotContain(Canary, TextOf(stored.Raw), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PayloadMasking.KeepRefused, true)]
    [InlineData(PayloadMasking.DropRefused, false)]
    public async Task What_was_never_understood_is_kept_whole_or_not_at_all(PayloadMasking masking, bool isKept)
    {
        var raw = Raw("""{"client_id":"c","metric":"m","amount":"mask-canary","ts":1705314600}""");

        var result = await Pipeline(masking).IngestAsync(raw);

        var entry = Assert.Single(await _failed.QueryAsync(new FailedEventQuery()).ToListAsync());
        Assert.Equal((ContentHash.Of(raw.Utf8.Span), !isKept), (entry.Key, entry.IsMasked));
        Assert.Equal(isKept ? TextOf(raw.Utf8) : "", TextOf(entry.Raw));
        Assert.Equal(isKept, entry.Reasons.Any(reason => reason.ToString().Contains(Canary, StringComparison.Ordinal)));
        Assert.Equal("amount.format", Assert.Single(entry.Reasons).Code);
        Assert.Contains(Canary, Assert.Single(result.Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_understood_at_a_retry_is_masked_then()
    {
        await Pipeline(PayloadMasking.KeepRefused).IngestAsync(
            Raw("""{"klient":"c","metric":"m","amount":1,"ts":1705314600,"email":"mask-canary"}"""));
        var mended = EventSchema.Default with
        {
            ClientId = EventSchema.Default.ClientId with { Aliases = ["klient"] },
        };

        await new RetryWorker(
            new EventIdentifier(mended),
            _events,
            _failed,
            new RetryWorkerOptions { Masking = PayloadMasking.KeepRefused }).RetryAsync(EventPredicate.Everything);

        var stored = Assert.Single(await _events.QueryAsync(EventQuery.All).ToListAsync());
        Assert.DoesNotContain(Canary, TextOf(stored.Event.Raw), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_reading_needs_is_found_among_hundreds_of_members()
    {
        var schema = EventSchemaFile.Read(
            """
            {"profiles":{"c":{"sign_from":{"member":"kind","negative":["refund"],"positive":["sale"]}}}}
            """u8.ToArray()).Schema!;
        var others = string.Join(',', Enumerable.Range(0, 300).Select(i => $"\"m{i}\":\"mask-canary\""));

        var result = await Pipeline(PayloadMasking.DropRefused, schema).IngestAsync(
            Raw($$"""{"client_id":"c","metric":"m","amount":1,"ts":1705314600,"kind":"refund",{{others}}}"""));

        var stored = (await _events.FindAsync(result.Id!.Value))!.Event;
        Assert.DoesNotContain(Canary, TextOf(stored.Raw), StringComparison.Ordinal);
        Assert.Contains("\"kind\":\"refund\"", TextOf(stored.Raw), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_reads_otherwise_once_it_is_masked_is_rejected()
    {
        var calls = 0;
        var drifting = FieldParsers.Amount.Select<decimal, decimal>("drifts", value => value + (++calls > 2 ? 1 : 0));
        var schema = EventSchema.Default with { Amount = EventSchema.Default.Amount with { Parser = drifting } };

        var result = await Pipeline(PayloadMasking.DropRefused, schema).IngestAsync(
            Raw("""{"client_id":"c","metric":"m","amount":1,"ts":1705314600,"note":"mask-canary"}"""));

        Assert.Equal((IngestOutcome.Rejected, "json.unmaskable"), (result.Outcome, result.Errors.Single().Code));
        Assert.Empty(await _events.QueryAsync(EventQuery.All).ToListAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Masked_bytes_that_other_rules_read_as_another_event_are_refused_until_they_are_edited(
        bool isIdentity)
    {
        var text = """{"client_id":"c","metric":"m","amount":1,"ts":1705314600,"till":"mask-canary"}""";
        var down = new FailureInjectingAppender(_events, FaultPlan.Parse("throw-before=1"), TimeProvider.System);
        var options = new EventPipelineOptions { Masking = PayloadMasking.KeepRefused, RetryDelay = TimeSpan.Zero };
        var deferred = await new EventPipeline(new EventIdentifier(EventSchema.Default), down, _failed, options)
            .IngestAsync(Raw(text));
        var tills = new EventIdentifier(
            EventSchemaFile.Read(Encoding.UTF8.GetBytes("""{"fields":{"till":{"type":"text","identity":IS}}}"""
                .Replace("IS", isIdentity ? "true" : "false", StringComparison.Ordinal))).Schema!);
        var worker = new RetryWorker(tills, _events, _failed);

        await worker.RetryAsync(EventPredicate.Everything);
        var refused = Assert.Single(await _failed.QueryAsync(new FailedEventQuery()).ToListAsync());
        var stored = await _events.QueryAsync(EventQuery.All).ToListAsync();
        await worker.EditAsync(refused.Key, Raw(text).Utf8, "as it was sent");
        await worker.RetryAsync(EventPredicate.Everything);

        Assert.Equal((IngestOutcome.Deferred, deferred.Id), (deferred.Outcome, refused.Id));
        Assert.Equal(FailedEventState.Rejected, refused.State);
        Assert.Equal("json.unmaskable", Assert.Single(refused.Reasons).Code);
        Assert.Empty(stored);
        var mended = Assert.Single(await _events.QueryAsync(EventQuery.All).ToListAsync());
        Assert.Contains(Canary, TextOf(mended.Event.Raw), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_whose_bytes_were_dropped_stays_refused_though_its_bytes_come_again_and_are_understood()
    {
        var raw = Raw("""{"klient":"c","metric":"m","amount":1,"ts":1705314600}""");
        await Pipeline(PayloadMasking.DropRefused).IngestAsync(raw);
        var mended = EventSchema.Default with
        {
            ClientId = EventSchema.Default.ClientId with { Aliases = ["klient"] },
        };
        var before = Assert.Single(await _failed.QueryAsync(new FailedEventQuery()).ToListAsync());

        var pass = await new RetryWorker(new EventIdentifier(mended), _events, _failed)
            .RetryAsync(EventPredicate.Everything);
        var again = await Pipeline(PayloadMasking.DropRefused, mended).IngestAsync(raw);

        Assert.Equal((1, 0), (pass.Rejected, pass.Accepted));
        Assert.Equal(IngestOutcome.Accepted, again.Outcome);
        var entry = Assert.Single(await _failed.QueryAsync(new FailedEventQuery()).ToListAsync());
        Assert.Equal((FailedEventState.Rejected, 1), (entry.State, entry.Occurrences));
        Assert.Equal(before.Progress, entry.Progress);
        Assert.Equal("client_id.missing", Assert.Single(entry.Reasons).Code);
        Assert.Equal(1, Assert.Single(await _events.QueryAsync(EventQuery.All).ToListAsync()).Occurrences);
        Assert.True((await Conservation.ReadAsync(_events, _failed)).Holds);
    }

    private static async Task<List<string>> IngestAsync(SchemaSet schemas, PayloadMasking masking, string name)
    {
        await using var events = new InMemoryEventStore();
        var pipeline = new EventPipeline(
            new EventIdentifier(schemas),
            events,
            new InMemoryFailedEventStore(),
            new EventPipelineOptions { Masking = masking });
        await using var stream = File.OpenRead(Repository.PathOf("docs/samples/" + name));
        var lines = new List<string>();
        await foreach (var batch in pipeline.IngestStreamAsync(stream))
        {
            lines.AddRange(batch.Results.SelectMany(result => result.IsEnvelope ? result.Records : [result])
                .Select(result => $"{result.Outcome} {result.Id}"
                    + string.Join(' ', result.Errors.Select(error => error.Code))));
        }

        return lines;
    }

    private EventPipeline Pipeline(PayloadMasking masking, EventSchema? schema = null) => new(
        new EventIdentifier(schema ?? EventSchema.Default),
        _events,
        _failed,
        new EventPipelineOptions { Masking = masking });

    private static RawEvent Raw(string text) => new(Encoding.UTF8.GetBytes(text), Now);

    private static string TextOf(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);
}
