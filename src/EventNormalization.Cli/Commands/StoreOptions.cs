using System.CommandLine;
using EventNormalization.Cli.Storage;
using EventNormalization.Sqlite;

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

    public static Option<bool> Repair() => new("--repair")
    {
        Description = "Go on after damage after a crash, with what is readable; see docs/reliability.md.",
    };

    public static Option<bool> New() => new("--new")
    {
        Description = "Start a new file in the place of the one of a store's two that is missing.",
    };

    /// <summary>What the two options say; both at once are wrong usage.</summary>
    public static StoreRecovery RecoveryOf(ParseResult parsed, Option<bool> repair, Option<bool> isNew) =>
        (parsed.GetValue(repair), parsed.GetValue(isNew)) switch
        {
            (false, false) => StoreRecovery.Refuse,
            (true, false) => StoreRecovery.Repair,
            (false, true) => StoreRecovery.StartNew,
            _ => throw new UsageException("--repair, --new: found both, expected one after the other."),
        };

    public static Option<bool> Json(string description) => new("--json") { Description = description };
}
