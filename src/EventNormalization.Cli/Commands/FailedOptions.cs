using System.Collections.Generic;
using System.CommandLine;
using EventNormalization.Cli.Storage;
using EventNormalization.Queries;
using EventNormalization.Storage;

namespace EventNormalization.Cli.Commands;

/// <summary>The options of the commands that read failed events.</summary>
internal sealed class FailedOptions
{
    private const string ByOccurrences = "occurrences";

    private static readonly Dictionary<string, PageRequest> Orders = new()
    {
        ["last_seen"] = new PageRequest { SortBy = SortKey.LastSeen, Direction = SortDirection.Descending },
        ["first_seen"] = new PageRequest { SortBy = SortKey.FirstSeen },
        [ByOccurrences] = PageRequest.All,
    };

    private readonly Option<string> _store = StoreOptions.Store();

    private readonly Option<string?> _sort = new("--sort")
    {
        Description = "Order by last_seen (newest first), first_seen (oldest first) or occurrences (most first). "
            + "Without it, in the order in which they were first kept.",
        HelpName = "ORDER",
    };

    private readonly Option<int?> _limit = new("--limit") { Description = "At most so many events.", HelpName = "N" };

    private readonly Option<bool> _archived = new("--archived") { Description = "Archived events, and no others." };

    public FailedOptions()
    {
        _sort.AcceptOnlyFromAmong([.. Orders.Keys]);
        _limit.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var count) && count < 1)
            {
                result.AddError("--limit: expected at least 1.");
            }
        });
    }

    public FailedFilters Filters { get; } = new();

    public Option<bool> Json { get; } = StoreOptions.Json("Print JSON.");

    public void AddTo(Command command)
    {
        command.Add(_store);
        Filters.AddTo(command);
        command.Add(_archived);
        command.Add(_sort);
        command.Add(_limit);
        command.Add(Json);
    }

    public FailedSelection Open(ParseResult parsed, IReadOnlyList<string>? hashes = null)
    {
        var order = parsed.GetValue(_sort) is { } sort ? Orders[sort] : PageRequest.All;
        var hasHashes = hashes is { Count: > 0 };
        return new FailedSelection(OpenStores.OpenFailed(parsed.GetRequiredValue(_store)))
        {
            // An event that is named explicitly is meant in any state, archived or not.
            Query = new FailedEventQuery
            {
                Where = hasHashes ? Filters.ReadOfAnyState(parsed) : Filters.Read(parsed),
                Page = order,
                Archived = parsed.GetValue(_archived) ? ArchivedEntries.Only
                    : hasHashes ? ArchivedEntries.Included : ArchivedEntries.Hidden,
            },
            Hashes = hashes ?? [],
            CountMax = parsed.GetValue(_limit),
            IsByOccurrences = parsed.GetValue(_sort) == ByOccurrences,
        };
    }

    /// <summary>How many rows the user asked for; null is all.</summary>
    public int? LimitOf(ParseResult parsed) => parsed.GetValue(_limit);
}
