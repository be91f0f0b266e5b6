using System.CommandLine;
using EventNormalization.Cli.Storage;

namespace EventNormalization.Cli.Commands;

/// <summary>Which store a command works on.</summary>
internal static class StoreOptions
{
    public static Option<string> Store() => new("--store")
    {
        Description = "The SQLite file that keeps the events, or \"memory\" (also \":memory:\").",
        HelpName = "STORE",
        DefaultValueFactory = _ => OpenStores.DefaultPath,
    };

    public static Option<bool> Json(string description) => new("--json") { Description = description };
}
