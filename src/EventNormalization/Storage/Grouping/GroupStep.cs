using System;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Storage;

/// <summary>Takes one step of a store for several calls, and writes into each what became of it.</summary>
internal sealed class GroupStep(IEventAppender inner, CallGroup group)
{
    /// <summary>Takes the step; a failure is that of the calls, and this never fails.</summary>
    public ValueTask TakeAsync() => TakeAsync(new ArraySegment<GroupedCall>([.. group.Calls]));

    private async ValueTask TakeAsync(ArraySegment<GroupedCall> calls)
    {
        try
        {
            await AskAsync(calls).ConfigureAwait(ContextCapture.IsEnabled);
            return;
        }
        catch (Exception failure)
        {
            if (calls.Count == 1 || !IsOfOneAppend(failure))
            {
                foreach (var call in calls)
                {
                    call.Fail(failure);
                }

                return;
            }
        }

        // Asking again is harmless whatever took effect, since every append has its name.
        var half = calls.Count / 2;
        await TakeAsync(calls[..half]).ConfigureAwait(ContextCapture.IsEnabled);
        await TakeAsync(calls[half..]).ConfigureAwait(ContextCapture.IsEnabled);
    }

    private async ValueTask AskAsync(ArraySegment<GroupedCall> calls)
    {
        if (calls[0].Closes is { } name)
        {
            calls[0].Answer(
                await inner.CloseAsync(name, group.CancellationToken).ConfigureAwait(ContextCapture.IsEnabled));
            return;
        }

        Append[] appends = [.. calls.SelectMany(call => call.Appends)];
        var answers = await inner.AppendAsync(appends, group.CancellationToken)
            .ConfigureAwait(ContextCapture.IsEnabled);
        if (calls.Count == 1)
        {
            // Whoever asks alone judges the answer alone.
            calls[0].Answer(answers);
            return;
        }

        if (answers?.Count != appends.Length
            || appends.Where((append, i) => answers[i]?.Id != append.Id).Any())
        {
            throw new StoreAnswerException(FormattableString.Invariant(
                $"asked for {appends.Length} appends in one step, the store did not answer each of them in order."));
        }

        var first = 0;
        foreach (var call in calls)
        {
            call.Answer([.. answers.Skip(first).Take(call.Appends.Length)]);
            first += call.Appends.Length;
        }
    }

    /// <summary>Whether the store refuses one of the appends, and not the step.</summary>
    private static bool IsOfOneAppend(Exception failure) =>
        failure is ArgumentException or EventStoreException { Kind: StoreFailureKind.Never };
}
