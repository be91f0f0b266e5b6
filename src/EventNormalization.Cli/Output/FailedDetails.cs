using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Storage;
using NodaTime.Text;

namespace EventNormalization.Cli.Output;

/// <summary>All details of failed events, for people.</summary>
internal static class FailedDetails
{
    private const int RawBytesMax = 4_096;

    public static async Task WriteAsync(
        IAsyncEnumerable<FailedEvent> entries, IFailedEventStore store, Stream output)
    {
        await foreach (var entry in entries.ConfigureAwait(false))
        {
            var actions = store is IFailedEventQueue queue
                ? await queue.ReadActionsAsync(entry.Key).ConfigureAwait(false)
                : [];
            await ResultText.WriteAsync(output, Describe(entry, actions)).ConfigureAwait(false);
        }
    }

    private static string Describe(FailedEvent entry, IReadOnlyList<FailedAction> actions)
    {
        var text = new StringBuilder();
        Add("hash", entry.Key.ToString());
        Add("state", FailedLabels.Of(entry.State)
            + (entry.Progress.Counts.Uncertain > 0 ? ", uncertain: it may be stored" : "")
            + (entry.Progress.IsArchived ? ", archived" : ""));
        Add("attempts", entry.Progress.Attempts == 0
            ? null
            : entry.Progress.Attempts.ToString(CultureInfo.InvariantCulture));
        Add("client", entry.ClientId ?? FailedStatistics.UnknownClient);
        Add("seen", entry.Occurrences.ToString(CultureInfo.InvariantCulture));
        Add("first", InstantPattern.ExtendedIso.Format(entry.FirstReceivedAt));
        Add("last", InstantPattern.ExtendedIso.Format(entry.LastReceivedAt));
        Add("where", entry.Location.ToString());
        Add("event id", entry.Id?.ToString());
        Add("stored id", entry.StoredId?.ToString());
        foreach (var reason in entry.Reasons)
        {
            Add("reason", reason.ToString());
        }

        Add("record", entry.Part?.Path);
        Add("raw", Shown(entry.Raw));
        Add("envelope", entry.Part is { } part ? Shown(part.Envelope) : null);
        Add("edited", entry.Edited is { } edited ? Shown(edited) : null);
        Add("context", entry.Context.IsEmpty ? null : entry.Context.ToString());
        foreach (var action in actions)
        {
            Add("act", $"{InstantPattern.ExtendedIso.Format(action.At)} {action.Kind} by {action.By}"
                + (action.Note.Length == 0 ? "" : ": " + action.Note));
        }

        return text.Append('\n').ToString();

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                text.Append(name.PadRight(10)).Append(TerminalText.Escape(value)).Append('\n');
            }
        }
    }

    private static string Shown(ReadOnlyMemory<byte> bytes) => bytes.Length <= RawBytesMax
        ? Encoding.UTF8.GetString(bytes.Span)
        : Encoding.UTF8.GetString(bytes.Span[..RawBytesMax]) + string.Create(
            CultureInfo.InvariantCulture, $"… ({bytes.Length} bytes; --json shows all)");
}
