using System;
using System.Collections.Generic;

namespace EventNormalization.Normalization;

/// <summary>Everything that is wrong with a schema, each with its path, in the order in which it was found.</summary>
internal sealed class SchemaErrors
{
    private readonly List<SchemaFileError> _errors = [];
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);

    public IReadOnlyList<SchemaFileError> Errors => _errors;

    /// <summary>Notes a fault, unless there is one at the same path already: one mistake is one error.</summary>
    public void Add(string path, string reason)
    {
        if (_paths.Add(path))
        {
            _errors.Add(new SchemaFileError { Path = path, Reason = reason });
        }
    }

    /// <summary>Notes a fault unless a condition holds.</summary>
    public void Require(bool condition, string path, string reason)
    {
        if (!condition)
        {
            Add(path, reason);
        }
    }

    /// <exception cref="ArgumentException">Something is wrong; the message names all of it.</exception>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, _errors));
        }
    }
}
