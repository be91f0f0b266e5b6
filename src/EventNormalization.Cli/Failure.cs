using System;
using System.Data.Common;
using System.IO;
using EventNormalization.Sqlite;
using EventNormalization.Storage;

namespace EventNormalization.Cli;

/// <summary>Words what broke a command; nothing else reaches a user.</summary>
internal static class Failure
{
    /// <summary>The message of an expected failure; <see langword="null"/> for a bug, which must be seen as one.</summary>
    public static string? Describe(Exception exception) => exception switch
    {
        ToolException or UsageException or RulesChangedException or StoreCorruptedException
            or SqliteStoreException => exception.Message,
        IOException or UnauthorizedAccessException or DbException => exception.Message,
        _ => null,
    };
}
