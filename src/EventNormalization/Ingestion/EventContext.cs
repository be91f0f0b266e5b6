using System;
using System.Buffers;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace EventNormalization.Ingestion;

/// <summary>
/// What a host knows about a delivery besides its bytes, such as a header or the client of an API key.
/// </summary>
/// <remarks>
/// Immutable; texts by name, compared by ordinal. Stores keep it with the raw bytes of the first receipt. It is part of
/// an event's identity only if an identity field of the schema reads it.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class EventContext : IEquatable<EventContext>
{
    /// <summary>The empty context: nothing is known besides the bytes.</summary>
    public static readonly EventContext Empty = new([]);

    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly ImmutableSortedDictionary<string, string> _values;
    private byte[]? _json;

    /// <summary>Copies names and texts.</summary>
    /// <param name="values">Names and their texts, in any order; copied. Names are compared ordinally.</param>
    /// <exception cref="ArgumentException">
    /// A name is blank or there twice, or a text has half of a surrogate pair.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is null.</exception>
    public EventContext(IEnumerable<KeyValuePair<string, string>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var all = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, text) in values)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name, nameof(values));
            ArgumentNullException.ThrowIfNull(text, nameof(values));
            _ = Strict.GetByteCount(name) + Strict.GetByteCount(text);
            all.Add(name, text);
        }

        _values = all.ToImmutable();
    }

    /// <summary>The texts by name, in the order of the names.</summary>
    public IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>Whether the context is empty.</summary>
    public bool IsEmpty => _values.IsEmpty;

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="utf8Json">One JSON object in UTF-8 whose members are texts.</param>
    /// <returns>A context equal to the one that was written.</returns>
    /// <exception cref="FormatException">It is no JSON object of texts.</exception>
    public static EventContext FromJson(ReadOnlyMemory<byte> utf8Json)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8Json);
            return new EventContext(document.RootElement.EnumerateObject()
                .Select(member => KeyValuePair.Create(member.Name, member.Value.GetString()!)).ToList());
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException("The context is no JSON object of texts.", error);
        }
    }

    /// <summary>
    /// The texts as one JSON object whose members are in the order of their names. Equal contexts are equal bytes.
    /// </summary>
    /// <returns>UTF-8 without white space; not to be changed, since the context may keep it.</returns>
    public ReadOnlyMemory<byte> ToJson()
    {
        if (_json is null)
        {
            var json = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(json))
            {
                writer.WriteStartObject();
                foreach (var (name, text) in _values)
                {
                    writer.WriteString(name, text);
                }

                writer.WriteEndObject();
            }

            _json = json.WrittenSpan.ToArray();
        }

        return _json;
    }

    /// <inheritdoc/>
    public bool Equals(EventContext? other) =>
        other is not null && (ReferenceEquals(this, other) || ToJson().Span.SequenceEqual(other.ToJson().Span));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as EventContext);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        _values.Aggregate(0, static (hash, pair) => HashCode.Combine(hash, pair.Key, pair.Value));

    /// <summary>The texts as JSON.</summary>
    /// <returns>One line, for people and logs.</returns>
    public override string ToString() => Encoding.UTF8.GetString(ToJson().Span);
}
