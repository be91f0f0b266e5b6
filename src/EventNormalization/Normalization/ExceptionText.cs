using System;

namespace EventNormalization.Normalization;

/// <summary>The words of an exception that others threw: they may be missing, long or unprintable.</summary>
internal static class ExceptionText
{
    /// <summary>The message, escaped and cut short; the type where it has none.</summary>
    public static string MessageOf(Exception exception) => Message(exception) is { } message
        ? OffendingText.Escape(message)
        : NameOf(exception);

    /// <summary>The type, and the message escaped and cut short.</summary>
    public static string TypeAndMessageOf(Exception exception) => Message(exception) is { } message
        ? NameOf(exception) + ": " + OffendingText.Escape(message)
        : NameOf(exception);

    private static string NameOf(Exception exception) => exception.GetType().ToString();

    private static string? Message(Exception exception)
    {
        try
        {
            return string.IsNullOrWhiteSpace(exception.Message) ? null : exception.Message;
        }
        catch (Exception other) when (other is not OutOfMemoryException)
        {
            // The type is a stranger's, and so is what computes its message. It cannot say more than its name.
            return null;
        }
    }
}
