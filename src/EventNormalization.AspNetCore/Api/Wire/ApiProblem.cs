using System;
using System.Collections.Generic;
using System.Text.Json;
using EventNormalization.Normalization;

namespace EventNormalization.Api.Wire;

/// <summary>Why a request has no other answer (RFC 9457).</summary>
internal sealed class ApiProblem
{
    /// <summary>The status code.</summary>
    public required int Status { get; init; }

    /// <summary>The kind, such as <c>body.too_large</c>: the last part of the problem's <c>type</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The kind in words; the same for each problem of a kind.</summary>
    public required string Title { get; init; }

    /// <summary>What was found and what was expected, in sentences for a person.</summary>
    public required string Detail { get; init; }

    /// <summary>Reasons, each with its place; the member is left out if there are none.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>When it makes sense to try again; <see langword="null"/> if that is not known.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Writes further members of the problem.</summary>
    public Action<Utf8JsonWriter>? Further { get; init; }
}
