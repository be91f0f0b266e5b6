using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Cli.Output;
using EventNormalization.Ingestion;
using EventNormalization.Storage;

namespace EventNormalization.Cli.Commands;

/// <summary><c>failed discard</c>, <c>archive</c>, <c>reopen</c>: decisions about failed events.</summary>
internal static class FailedDecisions
{
    private delegate ValueTask<IReadOnlyList<QueueOutcome>> Decide(
        IFailedEventQueue queue, QueueStep step, IReadOnlyList<ContentHash> keys, CancellationToken cancellationToken);

    public static Command Discard(ToolEnvironment environment)
    {
        var note = new Option<string>("--note") { Description = "Why.", HelpName = "TEXT", Required = true };
        var command = new Command("discard", "Decides that failed events never become events.") { note };
        Complete(
            command, "discarded", environment, note,
            (queue, step, keys, token) => queue.DiscardAsync(step, keys, token));
        return command;
    }

    public static Command Archive(ToolEnvironment environment)
    {
        var note = OptionalNote();
        var command = new Command("archive", "Hides failed events from lists; they count all the same.") { note };
        Complete(
            command, "archived", environment, note,
            (queue, step, keys, token) => queue.ArchiveAsync(step, keys, token));
        return command;
    }

    public static Command Reopen(ToolEnvironment environment)
    {
        var note = OptionalNote();
        var command = new Command(
            "reopen", "Has failed events tried again that were refused, parked, discarded or archived.") { note };
        Complete(
            command, "reopened", environment, note,
            (queue, step, keys, token) => queue.ReopenAsync(step, keys, token));
        return command;
    }

    public static Argument<string[]> Hashes(ArgumentArity arity) => new("HASH")
    {
        Description = "The first digits of hashes that \"failed list\" shows.",
        Arity = arity,
    };

    private static Option<string> OptionalNote() => new("--note")
    {
        Description = "Why.",
        HelpName = "TEXT",
        DefaultValueFactory = _ => "",
    };

    private static void Complete(
        Command command, string done, ToolEnvironment environment, Option<string> note, Decide decide)
    {
        var hashes = Hashes(ArgumentArity.OneOrMore);
        var options = new FailedActionOptions();
        command.Add(hashes);
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var queue = options.Open(parsed);
            using var end = queue as IDisposable;
            var keys = await FailedSearch.KeysAsync(queue, parsed.GetRequiredValue(hashes), cancellationToken)
                .ConfigureAwait(false);
            var step = options.Step(parsed, environment, parsed.GetRequiredValue(note));
            var answers = await decide(queue, step, keys, cancellationToken).ConfigureAwait(false);
            if (answers.Contains(QueueOutcome.NameOpen))
            {
                // Only a discard meets open names.
                var open = Open(keys, answers);
                answers = await AfterClosingAsync(answers, ClosingWorker.RunAsync(
                    options,
                    parsed,
                    environment,
                    worker => worker.DiscardAsync(open, step.Note, cancellationToken))).ConfigureAwait(false);
            }

            return await TellAsync(keys, answers, done, environment).ConfigureAwait(false);
        });
    }

    private static ContentHash[] Open(IReadOnlyList<ContentHash> keys, IReadOnlyList<QueueOutcome> answers) =>
        [.. keys.Where((_, i) => answers[i] == QueueOutcome.NameOpen)];

    /// <summary>The answers, with those of a second attempt in the place of open names.</summary>
    private static async Task<IReadOnlyList<QueueOutcome>> AfterClosingAsync(
        IReadOnlyList<QueueOutcome> first, Task<IReadOnlyList<QueueOutcome>> second)
    {
        var closed = new Queue<QueueOutcome>(await second.ConfigureAwait(false));
        return [.. first.Select(answer => answer == QueueOutcome.NameOpen ? closed.Dequeue() : answer)];
    }

    private static async Task<int> TellAsync(
        IReadOnlyList<ContentHash> keys, IReadOnlyList<QueueOutcome> answers, string done, ToolEnvironment environment)
    {
        var refused = Enumerable.Range(0, keys.Count).Where(i => answers[i] != QueueOutcome.Done).ToArray();
        foreach (var i in refused)
        {
            await environment.Error.WriteLineAsync($"eventnorm: {keys[i]}: {FailedActionOptions.Words(answers[i])}.")
                .ConfigureAwait(false);
        }

        var count = keys.Count - refused.Length;
        await ResultText.WriteAsync(environment.Output, CountText.Of(count, "failed event") + " " + done + ".\n")
            .ConfigureAwait(false);
        return refused.Length == 0 ? ExitCode.Success : ExitCode.Failed;
    }
}
