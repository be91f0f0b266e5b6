using System.CommandLine;
using EventNormalization.Cli.Storage;
using EventNormalization.Queries;
using EventNormalization.Storage;

namespace EventNormalization.Cli.Commands;

/// <summary>The options of the commands about failed events.</summary>
internal sealed class FailedOptions
{
    private readonly Option<string> _store = StoreOptions.Store();

    private readonly Option<string?> _reason = new("--reason")
    {
        Description = "Only events with this reason code, such as amount.ambiguous.",
        HelpName = "CODE",
    };

    public Option<bool> Json { get; } = StoreOptions.Json("Print JSON.");

    public void AddTo(Command command)
    {
        command.Add(_store);
        command.Add(_reason);
        command.Add(Json);
    }

    public FailedSelection Open(ParseResult parsed) => new(
        OpenStores.OpenFailed(parsed.GetRequiredValue(_store)),
        new FailedEventQuery { Where = WhereOf(parsed.GetValue(_reason)) });

    private static EventPredicate WhereOf(string? reason) => reason switch
    {
        null => EventPredicate.Everything,
        "" => EventPredicate.AnyOf(),
        _ => EventPredicate.Reason(reason),
    };
}
