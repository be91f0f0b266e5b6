using System;
using System.Collections.Generic;
using System.Diagnostics;

namespace EventNormalization.Normalization;

/// <summary>One reason why an event was not understood.</summary>
/// <remarks>Immutable data; <see cref="Message"/> alone words it.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class FieldError
{
    /// <summary>The reason code, <c>field.problem</c>, such as <c>amount.ambiguous</c> or <c>json.syntax</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The field of the schema; <c>json</c> when the event as a whole cannot be read.</summary>
    public required string Field { get; init; }

    /// <summary>Where in the event the value stood, such as <c>payload.amount</c>; empty if nowhere.</summary>
    public string Path { get; init; } = "";

    /// <summary>
    /// The offending text, escaped and cut at 64 characters; <see langword="null"/> if there was none.
    /// </summary>
    public string? Found { get; init; }

    /// <summary>What would have been read, as a noun phrase.</summary>
    public required string Expected { get; init; }

    /// <summary>The readings between which the library would have had to guess; mostly empty.</summary>
    public IReadOnlyList<string> Candidates { get; init; } = Array.Empty<string>();

    /// <summary>The reason in one English sentence: where, what was found, what was expected.</summary>
    public string Message => FieldErrorText.Compose(this);

    /// <summary>The same error at a place of an envelope.</summary>
    internal FieldError At(string place) => place.Length == 0 ? this : new FieldError
    {
        Code = Code,
        Field = Field,
        Path = Path.Length == 0 ? place : place + ", " + Path,
        Found = Found,
        Expected = Expected,
        Candidates = Candidates,
    };

    /// <inheritdoc/>
    public override string ToString() => Code + ": " + Message;
}
