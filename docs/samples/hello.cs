#:project ../../src/EventNormalization
#:project ../../src/EventNormalization.Sqlite

// Without a web host and without a container: dotnet run hello.cs
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Sqlite;
using EventNormalization.Totals;

var path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "events.db");
var identifier = new EventIdentifier(EventSchema.Default);
using var failed = SqliteFailedEventStore.Open(path + SqliteFailedEventStore.FileSuffix);
using var events = SqliteEventStore.Open(path, identifier.Schemas, new() { FailedEvents = failed });
var pipeline = new EventPipeline(identifier, events, failed);

ReadOnlyMemory<byte>[] deliveries =
[
    """{"source":"shop","metric":"Sales","amount":"1,200.00","ts":1705314600}"""u8.ToArray(),
    """{"client":"shop","type":"sales","total":1.2e3,"date":"2024-01-15 11:30 +01:00"}"""u8.ToArray(),
    """{"client":"shop","type":"sales","total":"1,2,3","date":"2024-01-15"}"""u8.ToArray(),
];
foreach (var delivery in deliveries)
{
    var result = await pipeline.IngestAsync(delivery);
    Console.WriteLine($"{result.Outcome} {string.Join("; ", result.Errors)}".TrimEnd());
}

var total = (await events.ReadTotalsAsync(TotalsQuery.All)).Single();
Console.WriteLine($"{total.Count} event, sum {total.Sum}");
