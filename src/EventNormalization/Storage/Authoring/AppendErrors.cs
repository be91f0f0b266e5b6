using System;

namespace EventNormalization.Storage.Authoring;

/// <summary>The two ways in which an append can be wrong, with the messages that every store uses.</summary>
public static class AppendErrors
{
    /// <summary>The answer to an append whose name belongs to an append with other content.</summary>
    /// <param name="append">The refused append.</param>
    /// <returns>An answer with a fault, and no outcomes: nothing was stored.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="append"/> is null.</exception>
    public static AppendAnswer OtherContent(Append append)
    {
        ArgumentNullException.ThrowIfNull(append);
        return new(append.Id, new AppendError(
            AppendErrorKind.OtherContent,
            $"Append {append.Id}: another append of this name was made before, with other events. "
                + $"Give each append a name "
            + "of its own."));
    }

    /// <summary>The answer to an append whose name was closed before.</summary>
    /// <param name="append">The refused append.</param>
    /// <returns>An answer with a fault, and no outcomes: nothing was stored.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="append"/> is null.</exception>
    public static AppendAnswer Closed(Append append)
    {
        ArgumentNullException.ThrowIfNull(append);
        return new(append.Id, new AppendError(
            AppendErrorKind.Closed,
            $"Append {append.Id}: the name was closed before the append took effect, so it never will. Send the events "
            + "under a new name."));
    }
}
