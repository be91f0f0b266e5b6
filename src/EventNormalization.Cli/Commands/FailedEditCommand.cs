using System;
using System.CommandLine;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Cli.Input;
using EventNormalization.Cli.Output;
using EventNormalization.Ingestion;
using EventNormalization.Storage;

namespace EventNormalization.Cli.Commands;

/// <summary><c>failed edit</c>: stores bytes to be read instead of those received, which are kept.</summary>
internal static class FailedEditCommand
{
    public static Command Create(ToolEnvironment environment)
    {
        var hash = new Argument<string>("HASH")
        {
            Description = "The first digits of the hash that \"failed list\" shows.",
        };
        var file = FileOption();
        var options = new FailedActionOptions();
        var command = new Command("edit", "Has other bytes read in place of a failed event's own, at its next retry.")
        {
            hash, file,
        };
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var content = await ReadAsync(parsed.GetRequiredValue(file), environment, cancellationToken)
                .ConfigureAwait(false);
            var queue = options.Open(parsed);
            using var end = queue as IDisposable;
            var keys = await FailedSearch.KeysAsync(queue, [parsed.GetRequiredValue(hash)], cancellationToken)
                .ConfigureAwait(false);
            var answer = await queue.EditAsync(options.Step(parsed, environment), keys[0], content, cancellationToken)
                .ConfigureAwait(false);
            if (answer == QueueOutcome.NameOpen)
            {
                answer = await ClosingWorker.RunAsync(
                    options,
                    parsed,
                    environment,
                    worker => worker.EditAsync(keys[0], content, "", cancellationToken)).ConfigureAwait(false);
            }

            return await TellAsync(answer, keys[0], environment).ConfigureAwait(false);
        });
        return command;
    }

    private static Option<string> FileOption() => new("--file")
    {
        Description = "The bytes to read instead; - is standard input. Those received are kept.",
        HelpName = "FILE",
        Required = true,
    };

    private static async Task<int> TellAsync(QueueOutcome answer, ContentHash key, ToolEnvironment environment)
    {
        if (answer != QueueOutcome.Done)
        {
            throw new ToolException($"{key}: {FailedActionOptions.Words(answer)}.");
        }

        await ResultText.WriteAsync(
            environment.Output,
            $"1 failed event edited; \"eventnorm failed retry {key.ToString()[..12]}\" reads it.\n")
            .ConfigureAwait(false);
        return ExitCode.Success;
    }

    private static async Task<byte[]> ReadAsync(
        string name, ToolEnvironment environment, CancellationToken cancellationToken)
    {
        if (name == InputFile.StandardInput)
        {
            environment.RequireInput();
            using var bytes = new MemoryStream();
            await environment.Input.CopyToAsync(bytes, cancellationToken).ConfigureAwait(false);
            return bytes.ToArray();
        }

        try
        {
            return await File.ReadAllBytesAsync(name, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw InputFile.Unreadable(name, exception);
        }
    }
}
