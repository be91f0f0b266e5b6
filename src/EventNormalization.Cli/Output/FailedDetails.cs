using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Api.Reading;
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
        var lines = LinesOf(entry).Concat(ContentOf(entry)).Concat(actions.Select(LineOf));
        foreach (var (name, value) in lines.Where(line => !string.IsNullOrEmpty(line.Value)))
        {
            text.Append(name.PadRight(10)).Append(TerminalText.Escape(value!)).Append('\n');
        }

        return text.Append('\n').ToString();
    }

    /// <summary>What is known of the event; a line without a value is left out.</summary>
    private static IEnumerable<(string Name, string? Value)> LinesOf(FailedEvent entry) =>
    [
        ("hash", entry.Key.ToString()),
        ("state", StateOf(entry)),
        ("attempts", entry.Progress.Attempts == 0 ? null : CountOf(entry.Progress.Attempts)),
        ("client", entry.ClientId ?? FailedStatistics.UnknownClient),
        ("seen", CountOf(entry.Occurrences)),
        ("first", InstantPattern.ExtendedIso.Format(entry.FirstReceivedAt)),
        ("last", InstantPattern.ExtendedIso.Format(entry.LastReceivedAt)),
        ("where", entry.Location.ToString()),
        ("event id", entry.Id?.ToString()),
        ("stored id", entry.StoredId?.ToString()),
        .. entry.Reasons.Select(reason => ("reason", (string?)reason.ToString())),
    ];

    /// <summary>What was received, and what is read in its place.</summary>
    private static IEnumerable<(string Name, string? Value)> ContentOf(FailedEvent entry) =>
    [
        ("record", entry.Part?.Path),
        ("raw", Shown(entry.Raw)),
        ("envelope", entry.Part is { } part ? Shown(part.Envelope) : null),
        ("edited", entry.Edited is { } edited ? Shown(edited) : null),
        ("context", entry.Context.IsEmpty ? null : entry.Context.ToString()),
    ];

    private static (string Name, string? Value) LineOf(FailedAction action) => (
        "act",
        $"{InstantPattern.ExtendedIso.Format(action.At)} {action.Kind} by {action.By}"
            + (action.Note.Length == 0 ? "" : ": " + action.Note));

    private static string StateOf(FailedEvent entry) => FailedStates.NameOf(entry.State)
        + (entry.Progress.Counts.Uncertain > 0 ? ", uncertain: it may be stored" : "")
        + (entry.Progress.IsArchived ? ", archived" : "");

    private static string CountOf(long count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Shown(ReadOnlyMemory<byte> bytes) => bytes.Length <= RawBytesMax
        ? Encoding.UTF8.GetString(bytes.Span)
        : Encoding.UTF8.GetString(bytes.Span[..RawBytesMax]) + string.Create(
            CultureInfo.InvariantCulture, $"… ({bytes.Length} bytes; --json shows all)");
}
