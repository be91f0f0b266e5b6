using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EventNormalization.Reliability.Tests.Planted;

namespace EventNormalization.Reliability.Tests.Worker;

/// <summary>What a worker process is to do, as its arguments: <c>name=value</c>.</summary>
internal sealed record WorkerSettings
{
    public string Mode { get; init; } = "ingest";

    public required string Store { get; init; }

    /// <summary>The store of the product, or the small one with this bug.</summary>
    public PlantedBug? Bug { get; init; }

    public int First { get; init; }

    public int Count { get; init; } = 100;

    public int Batch { get; init; } = 5;

    /// <summary>How many times the numbers are sent.</summary>
    public int Rounds { get; init; } = 1;

    /// <summary>
    /// The call of the event store at which a retry waits, such as <c>append after</c>; none if empty.
    /// </summary>
    public string Hold { get; init; } = "";

    public IEnumerable<int[]> Batches => Enumerable.Range(0, Rounds)
        .SelectMany(_ => Enumerable.Range(First, Count))
        .Chunk(Batch);

    public IEnumerable<string> ToArguments() =>
    [
        $"mode={Mode}", $"store={Store}", $"bug={Bug}", $"hold={Hold}",
        .. new[] { ("first", First), ("count", Count), ("batch", Batch), ("rounds", Rounds) }
            .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Item1}={pair.Item2}")),
    ];

    public static WorkerSettings Parse(IEnumerable<string> arguments)
    {
        var values = arguments.Select(argument => argument.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        return new WorkerSettings
        {
            Mode = values["mode"],
            Store = values["store"],
            Bug = values["bug"] is { Length: > 0 } bug ? Enum.Parse<PlantedBug>(bug) : null,
            Hold = values["hold"],
            First = Number("first"),
            Count = Number("count"),
            Batch = Number("batch"),
            Rounds = Number("rounds"),
        };

        int Number(string name) => int.Parse(values[name], CultureInfo.InvariantCulture);
    }
}
