using System;
using System.Text.Json;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Pipeline;
using EventNormalization.Queries;
using NodaTime;
using NodaTime.Text;

namespace EventNormalization.Serialization;

/// <summary>How the library's values are written as JSON where a host shows them.</summary>
/// <remarks>
/// <para>Ids and hashes are hexadecimal text, instants ISO 8601 with <c>Z</c>, outcomes and states words in snake_case,
/// decimals numbers in plain digits. A total without a value is an object with its error, so a group that overflows
/// spoils no document. Ids, instants and words are read as well; the rest is written only.</para>
/// <para>No reflection: the converters work in trimmed and ahead-of-time compiled programs.</para>
/// </remarks>
public static class EventJson
{
    /// <summary>Adds the converters to options, which is to be done before these are used.</summary>
    /// <param name="options">The options of the host.</param>
    /// <returns>The same options.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    public static JsonSerializerOptions AddTo(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Converters.Add(new TextConverter<RecordId>(RecordId.TryParse, id => id.ToString()));
        options.Converters.Add(new TextConverter<ContentHash>(ContentHash.TryParse, hash => hash.ToString()));
        options.Converters.Add(new TextConverter<Instant>(TryParse, InstantPattern.ExtendedIso.Format));
        options.Converters.Add(new EnumNameConverter<IngestOutcome>());
        options.Converters.Add(new EnumNameConverter<FailedEventState>());
        options.Converters.Add(new FieldValueConverter());
        options.Converters.Add(new MeasureValueConverter());
        options.Converters.Add(new TotalsGroupConverter());
        options.Converters.Add(new NormalizedEventConverter());
        options.Converters.Add(new IngestResultConverter());
        return options;
    }

    private static bool TryParse(ReadOnlySpan<char> text, out Instant instant) =>
        InstantPattern.ExtendedIso.Parse(text.ToString()).TryGetValue(default, out instant);
}
