using System;

namespace EventNormalization.Api.Reading;

/// <summary>Ends the reading of a condition; it never leaves <see cref="WhereReader"/>.</summary>
internal sealed class WhereException(ParameterError error) : Exception(error.Message)
{
    /// <summary>What is wrong, and at which column.</summary>
    public ParameterError Error { get; } = error;
}
