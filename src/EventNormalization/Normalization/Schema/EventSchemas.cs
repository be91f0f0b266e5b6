using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;

namespace EventNormalization.Normalization;

/// <summary>The schemas that the library brings for what services are known to send, by name.</summary>
/// <remarks>
/// They are the files <c>docs/samples/NAME.schema.json</c>; vary one with <c>with</c>. A later version of the library
/// may read more with them, which is another fingerprint: keep a copy of the file where that must not be. Thread-safe.
/// </remarks>
public static class EventSchemas
{
    private const string Suffix = ".schema.json";

    /// <summary>The names, in ordinal order.</summary>
    public static ImmutableArray<string> Names { get; } =
        [.. typeof(EventSchemas).Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(Suffix, StringComparison.Ordinal))
            .Select(name => name[..^Suffix.Length])
            .Order(StringComparer.Ordinal)];

    /// <summary>The schema of this name.</summary>
    /// <param name="name">One of <see cref="Names"/>; compared ordinally.</param>
    /// <returns>The shipped schema, read again at each call.</returns>
    /// <exception cref="ArgumentException">There is none; the message lists the names.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public static EventSchema Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!Names.Contains(name))
        {
            throw new ArgumentException(
                $"No schema is named {SettingName.Quote(name)}; the names are {string.Join(", ", Names)}.",
                nameof(name));
        }

        using var stream = typeof(EventSchemas).Assembly.GetManifestResourceStream(name + Suffix)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);

        // A test reads each of them, so that none is wrong.
        return EventSchemaFile.Read(bytes.ToArray()).Schema!;
    }
}
