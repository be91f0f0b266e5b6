using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO;
using System.Linq;
using EventNormalization.Cli.Input;

namespace EventNormalization.Cli.Commands;

/// <summary>The files that commands read.</summary>
internal static class Inputs
{
    /// <summary>One file, standard input if it is left out.</summary>
    public static Argument<string> One()
    {
        var file = new Argument<string>("FILE")
        {
            Description = "The file to read; - or nothing is standard input.",
            DefaultValueFactory = _ => InputFile.StandardInput,
        };
        file.Validators.Add(RefuseWhatIsNoFile);
        return file;
    }

    /// <summary>At least one file.</summary>
    public static Argument<string[]> Several()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "The files to read, plain or gzip; - is standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        files.Validators.Add(RefuseWhatIsNoFile);
        return files;
    }

    /// <summary>Distinguishes an unknown option from the name of a file.</summary>
    public static void RefuseWhatIsNoFile(SymbolResult result)
    {
        foreach (var name in result.Tokens.Select(token => token.Value))
        {
            if (name.Length == 0)
            {
                result.AddError("found an empty name, expected a file.");
            }
            else if (name[0] == '-' && name != InputFile.StandardInput && !File.Exists(name))
            {
                result.AddError($"found \"{name}\", which is no option here and no file.");
            }
        }
    }
}
