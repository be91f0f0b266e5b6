#:project ../../src/EventNormalization

// The same as naive.cs, by the library: dotnet run exact.cs messy.ndjson
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Storage;
using EventNormalization.Totals;

var events = new InMemoryEventStore();
var pipeline = new EventPipeline(new EventIdentifier(EventSchema.Default), events, new InMemoryFailedEventStore());
foreach (var line in File.ReadLines(args[0]))
{
    await pipeline.IngestAsync(System.Text.Encoding.UTF8.GetBytes(line));
}

var groups = await events.ReadTotalsAsync(new TotalsQuery { GroupBy = [GroupKey.Field("currency")] });
var sum = groups.Sum(group => group.Sum.Value);
Console.WriteLine(FormattableString.Invariant($"{groups.Sum(group => group.Count)} events, sum {sum}"));
