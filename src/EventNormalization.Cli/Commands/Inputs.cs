using System.CommandLine;
using EventNormalization.Cli.Input;

namespace EventNormalization.Cli.Commands;

/// <summary>The files that commands read.</summary>
internal static class Inputs
{
    /// <summary>One file, standard input if it is left out.</summary>
    public static Argument<string> One() => new("FILE")
    {
        Description = "The file to read; - or nothing is standard input.",
        DefaultValueFactory = _ => InputFile.StandardInput,
    };

    /// <summary>At least one file.</summary>
    public static Argument<string[]> Several() => new("FILE")
    {
        Description = "The files to read, plain or gzip; - is standard input.",
        Arity = ArgumentArity.OneOrMore,
    };
}
