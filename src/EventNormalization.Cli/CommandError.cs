using System;
using System.Collections.Generic;
using System.Data.Common;
using System.IO;
using System.Linq;
using EventNormalization.Cli.Output;
using EventNormalization.Sqlite;
using EventNormalization.Storage;

namespace EventNormalization.Cli;

/// <summary>Describes why a command failed, in a sentence, never as a stack trace.</summary>
internal static class CommandError
{
    /// <summary>The exit code for an exception; <see langword="null"/> for a bug or a corrupt process.</summary>
    public static int? CodeOf(Exception exception) => exception switch
    {
        UsageException => ExitCode.WrongUsage,
        OutOfMemoryException => null,
        _ => ExitCode.Failed,
    };

    /// <summary>What happened, in a sentence; with details, each on a line of its own.</summary>
    /// <remarks>
    /// It has file names and texts from outside, which may hold anything: non-printable characters are escaped.
    /// </remarks>
    public static string Describe(Exception exception) =>
        TerminalText.Escape(SentenceOf(exception)) + string.Concat(
            DetailsOf(exception).Select(detail => "\n  " + detail));

    private static IEnumerable<string> DetailsOf(Exception exception) =>
        exception is UsageException usage ? usage.Details.Select(TerminalText.Escape) : [];

    private static string SentenceOf(Exception exception) => exception switch
    {
        ToolException or UsageException or SqliteStoreException or StoreCorruptedException => exception.Message,
        RulesChangedException => exception.Message
            + " (--schema FILE names the store's own rules; ingest --accept-rules records the change)",
        IOException or UnauthorizedAccessException or DbException => exception.Message,
        _ => $"this is a bug, please report it with the input: {exception.GetType().Name}: {exception.Message}"
            + $" ({exception.TargetSite?.DeclaringType?.FullName}.{exception.TargetSite?.Name})",
    };
}
