using System;
using System.Globalization;

namespace EventNormalization.DuckDb;

/// <summary>The command line.</summary>
internal sealed class RunOptions
{
    public const string Usage = """
        usage: FILE --truth T [--threads N] [--reader typed|objects] [--json]
               compare FILE --truth T --eventnorm PROGRAM [--rounds N]
        """;

    /// <summary>Whether DuckDB and eventnorm are measured in turn.</summary>
    public bool IsComparison { get; private set; }

    /// <summary>The NDJSON file to total.</summary>
    public string File { get; private set; } = "";

    /// <summary>What <c>eventnorm generate --truth</c> wrote beside it.</summary>
    public string Truth { get; private set; } = "";

    /// <summary>The eventnorm program to compare with.</summary>
    public string Eventnorm { get; private set; } = "";

    public int Threads { get; private set; } = 1;

    public int Rounds { get; private set; } = 3;

    public RecordReading Reading { get; private set; } = RecordReading.Typed;

    /// <summary>Whether one JSON object is printed.</summary>
    public bool IsJson { get; private set; }

    private bool IsComplete => File != "" && Truth != "" && (Eventnorm != "" || !IsComparison);

    /// <summary>Null if the arguments are not those of <see cref="Usage"/>.</summary>
    public static RunOptions? Parse(ReadOnlySpan<string> args)
    {
        var options = new RunOptions { IsComparison = args is ["compare", ..] };
        for (args = options.IsComparison ? args[1..] : args; !args.IsEmpty; args = args[1..])
        {
            if (args[0] == "--json")
            {
                options.IsJson = true;
            }
            else if (!args[0].StartsWith('-'))
            {
                options.File = args[0];
            }
            else if (args.Length > 1 && options.Take(args[0], args[1]))
            {
                args = args[1..];
            }
            else
            {
                return null;
            }
        }

        return options.IsComplete ? options : null;
    }

    private bool Take(string name, string value)
    {
        switch (name, value)
        {
            case ("--truth", _):
                Truth = value;
                return true;
            case ("--eventnorm", _):
                Eventnorm = value;
                return true;
            case ("--reader", "typed"):
                Reading = RecordReading.Typed;
                return true;
            case ("--reader", "objects"):
                Reading = RecordReading.Objects;
                return true;
            case ("--threads", _) when TryCount(value, out var threads):
                Threads = threads;
                return true;
            case ("--rounds", _) when TryCount(value, out var rounds):
                Rounds = rounds;
                return true;
            default:
                return false;
        }
    }

    private static bool TryCount(string value, out int count) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count > 0;
}
