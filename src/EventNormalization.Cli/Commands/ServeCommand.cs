using System.CommandLine;
using EventNormalization.Cli.Serving;

namespace EventNormalization.Cli.Commands;

/// <summary><c>serve</c>: the HTTP API and the page over a store, until it is interrupted.</summary>
internal static class ServeCommand
{
    private const string Description =
        "Serves the HTTP API and the page over a store, to this machine alone unless --urls says otherwise.";

    public static Command Create(ToolEnvironment environment)
    {
        var store = StoreOptions.Store();
        var urls = UrlsOption();
        var schema = Schemas.Option();
        var simulate = new Option<bool>("--simulate-failures")
        {
            Description = "Let whoever may use the page make the stores fail, for ten minutes at a time.",
        };
        var keys = KeysOption();
        var anonymous = new Option<bool>("--allow-anonymous")
        {
            Description = "Ask for no key, though others than this machine can reach it.",
        };
        var command = new Command("serve", Description) { store, urls, schema, simulate, keys, anonymous };
        command.SetAction((parsed, cancellationToken) => ServeHost.RunAsync(
            new ServePlan
            {
                Store = parsed.GetRequiredValue(store),
                Addresses = ListenAddress.ReadAll(parsed.GetRequiredValue(urls)),
                Schema = parsed.GetValue(schema),
                MaySimulate = parsed.GetValue(simulate),
                KeyFile = parsed.GetValue(keys),
                MayBeAnonymous = parsed.GetValue(anonymous),
            },
            environment,
            cancellationToken));
        return command;
    }

    private static Option<string> UrlsOption() => new(ListenAddress.OptionName)
    {
        Description = "Where to listen: http://HOST:PORT, several with \";\" between them; port 0 is any free one.",
        HelpName = "URLS",
        DefaultValueFactory = _ => ListenAddress.Default,
    };

    private static Option<string?> KeysOption() => new(ApiKeys.OptionName)
    {
        Description = "Ask for a key: a file with a line \"NAME KEY\" or \"NAME sha256:HEX\" for each who may come.",
        HelpName = "FILE",
    };
}
