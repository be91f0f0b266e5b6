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
    private delegate ValueTask<IReadOnlyList<QueueOutcome>> Take(
        IFailedEventQueue queue, QueueStep step, IReadOnlyList<ContentHash> keys, CancellationToken cancellationToken);

    public static Command Discard(ToolEnvironment environment)
    {
        var note = new Option<string>("--note") { Description = "Why.", HelpName = "TEXT", Required = true };
        var command = new Command("discard", "Decides that failed events never become events.") { note };
        var decision = new Decision("discarded", (queue, step, keys, token) => queue.DiscardAsync(step, keys, token));
        Complete(command, note, decision, environment);
        return command;
    }

    public static Command Archive(ToolEnvironment environment)
    {
        var note = OptionalNote();
        var command = new Command("archive", "Hides failed events from lists; they count all the same.") { note };
        var decision = new Decision("archived", (queue, step, keys, token) => queue.ArchiveAsync(step, keys, token));
        Complete(command, note, decision, environment);
        return command;
    }

    public static Command Reopen(ToolEnvironment environment)
    {
        var note = OptionalNote();
        var command = new Command(
            "reopen", "Has failed events tried again that were refused, parked, discarded or archived.") { note };
        var decision = new Decision("reopened", (queue, step, keys, token) => queue.ReopenAsync(step, keys, token));
        Complete(command, note, decision, environment);
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
        Command command, Option<string> note, Decision decision, ToolEnvironment environment)
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
            var answers = await decision.TakeAsync(queue, step, keys, cancellationToken).ConfigureAwait(false);
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

            return await TellAsync(keys, answers, decision.Done, environment).ConfigureAwait(false);
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

    /// <summary>A decision: the word for what was done, and how the queue takes it.</summary>
    private sealed record Decision(string Done, Take TakeAsync);
}
