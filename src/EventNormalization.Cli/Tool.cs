using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Cli.Commands;
using EventNormalization.Cli.Output;

namespace EventNormalization.Cli;

/// <summary>The entry point of the tool: its commands, and how they are run.</summary>
internal static class Tool
{
    /// <summary>Runs one command line; returns the exit code.</summary>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args, ToolEnvironment environment, CancellationToken cancellationToken)
    {
        var parsed = Compose(environment).Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            return IsBareGroup(parsed)
                ? await ShowGroupAsync(parsed, environment, cancellationToken).ConfigureAwait(false)
                : RefuseUsage(parsed, environment.Error);
        }

        try
        {
            return await InvokeAsync(parsed, environment, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await environment.Error.WriteLineAsync("eventnorm: interrupted: run it again to go on")
                .ConfigureAwait(false);
            return ExitCode.Interrupted;
        }
        catch (IOException exception) when (BrokenPipe.IsCauseOf(exception))
        {
            // The reader of the results has seen enough, as in "| head".
            return ExitCode.Success;
        }
        catch (Exception exception) when (CommandError.CodeOf(exception) is { } exitCode)
        {
            await environment.Error.WriteLineAsync("eventnorm: " + CommandError.Describe(exception))
                .ConfigureAwait(false);
            return exitCode;
        }
    }

    private static RootCommand Compose(ToolEnvironment environment) => new(
        "Reads messy JSON events, gives each an id that any language can compute, stores each once, totals exactly.")
    {
        IngestCommand.Create(environment),
        NormalizeCommand.Create(environment),
        CanonicalizeCommand.Create(environment),
        AggregateCommand.Create(environment),
        FailedCommand.Create(environment),
        StatusCommand.Create(environment),
        VerifyCommand.Create(environment),
        BackupCommand.Create(environment),
        BackupCommand.CreateRestore(environment),
        ExplainCommand.Create(environment),
        ServeCommand.Create(environment),
        GenerateCommand.Create(environment),
    };

    private static async Task<int> InvokeAsync(
        ParseResult parsed, ToolEnvironment environment, CancellationToken cancellationToken)
    {
        var help = new StringWriter { NewLine = "\n" };
        var configuration = new InvocationConfiguration
        {
            Output = help,
            Error = environment.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        var exitCode = await parsed.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
        var text = parsed.Action is HelpAction ? help + ExitCode.Help : help.ToString();
        await ResultText.WriteAsync(environment.Output, text).ConfigureAwait(false);
        return exitCode;
    }

    /// <summary>Whether nothing is wrong but that no command was named: "eventnorm", or "eventnorm failed".</summary>
    private static bool IsBareGroup(ParseResult parsed) =>
        parsed.UnmatchedTokens.Count == 0
        && parsed.CommandResult.Command.Subcommands.Count > 0 && !parsed.CommandResult.Children.Any();

    private static async Task<int> ShowGroupAsync(
        ParseResult parsed, ToolEnvironment environment, CancellationToken cancellationToken)
    {
        var help = Compose(environment).Parse([.. parsed.Tokens.Select(token => token.Value), "--help"]);
        await InvokeAsync(help, environment, cancellationToken).ConfigureAwait(false);
        await environment.Error.WriteLineAsync("eventnorm: no command was named; these are there.")
            .ConfigureAwait(false);
        return ExitCode.WrongUsage;
    }

    private static int RefuseUsage(ParseResult parsed, TextWriter error)
    {
        // The name of the root is that of the process, which is "dotnet" where the tool is run from a project.
        var command = "";
        for (SymbolResult? inner = parsed.CommandResult; inner?.Parent is CommandResult outer; inner = outer)
        {
            command = " " + ((CommandResult)inner).Command.Name + command;
        }

        foreach (var problem in parsed.Errors)
        {
            error.WriteLine("eventnorm: " + TerminalText.Escape(problem.Message));
        }

        error.WriteLine("Try: eventnorm" + command + " --help");
        return ExitCode.WrongUsage;
    }
}
