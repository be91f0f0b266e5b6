using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using EventNormalization.Envelopes;
using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>
/// What the members of clients' events mean: fields, aliases, wrappers, and a profile for each client.
/// </summary>
/// <remarks>
/// Immutable; vary one with <c>with</c>. It is checked as a whole when an <see cref="EventNormalizer"/> is made of it.
/// Two schemas that read events differently have different fingerprints. Two are equal when they say the same, in lists
/// in the same order.
/// </remarks>
public sealed partial record EventSchema
{
    /// <summary>The fields of every record under their usual names, and nothing that guesses.</summary>
    public static readonly EventSchema Default = new();

    private readonly EqualArray<FieldDefinition> _furtherFields;
    private readonly EqualArray<string> _wrappers = new(["event", "data", "payload", "properties"]);

    private readonly EqualArray<string> _subjects =
        new(["user", "user id", "anonymous id", "subject", "account", "org", "device id", "shop"]);

    private readonly EqualArray<string> _nullTokens =
        new(["null", "nil", "none", "n/a", "#n/a", "-", "--", "undefined"]);

    private readonly EqualMap<ClientProfile> _profiles =
        new(ImmutableDictionary<string, ClientProfile>.Empty, StringComparer.Ordinal);

    private CachedValue<EventSchema, CompiledSchema> _compiled;

    /// <summary>Who sent the event.</summary>
    public FieldDefinition<string> ClientId { get; init; } = new(FieldNames.ClientId, TextParser.Kept)
    {
        Aliases = ["client", "customer", "customer id", "account id", "tenant id"],
        WeakAliases = ["source"],
        IsIdentity = true,
    };

    /// <summary>What is measured.</summary>
    public FieldDefinition<string> Metric { get; init; } = new(FieldNames.Metric, TextParser.Metric)
    {
        Aliases = ["metric name", "event name", "event type", "event", "type"],
        IsIdentity = true,
    };

    /// <summary>How much.</summary>
    public FieldDefinition<decimal> Amount { get; init; } = new(FieldNames.Amount, new AmountParser())
    {
        Aliases = ["value", "total"],
        IsIdentity = true,
    };

    /// <summary>When it happened. It is always an identity field.</summary>
    public FieldDefinition<Instant> Timestamp { get; init; } = new(FieldNames.Timestamp, new TimestampParser())
    {
        Aliases = ["time", "ts", "date", "datetime", "created at", "occurred at", "event time", "@timestamp"],
        IsIdentity = true,
    };

    /// <summary>Of which currency the amount is. An event may lack it, unless the schema requires it.</summary>
    /// <remarks>
    /// It is the member of the field's name, else the mark in the amount's text, else the profile's currency. An event
    /// of no currency has the record and the id of the four other fields.
    /// </remarks>
    public FieldDefinition<string> Currency { get; init; } = new(FieldNames.Currency, new CurrencyParser())
    {
        Aliases = ["currency code"],
        IsIdentity = true,
        Presence = FieldPresence.Optional,
    };

    /// <summary>
    /// The client's own idempotency key, if clients send one: an identity field, and unique for each client. Two events
    /// with one key and different ids are a conflict.
    /// </summary>
    public FieldDefinition<string>? Key { get; init; }

    /// <summary>
    /// Further fields of a host's own. Other members stay in the raw bytes and are otherwise ignored.
    /// </summary>
    public ImmutableArray<FieldDefinition> FurtherFields
    {
        get => _furtherFields.Items;
        init => _furtherFields = new(value);
    }

    /// <summary>Members whose object is read together with the top level, one level deep.</summary>
    /// <remarks>
    /// An array of objects under such a name is several events in one delivery, <c>json.records</c>, unless the four
    /// fields stand at the top under their own names.
    /// </remarks>
    public ImmutableArray<string> Wrappers { get => _wrappers.Items; init => _wrappers = new(value); }

    /// <summary>
    /// Members that name somebody, at the top or in a wrapper: beside one that has a value, a weak alias of the client
    /// id is ambiguous. They are written as aliases are, without points.
    /// </summary>
    public ImmutableArray<string> Subjects { get => _subjects.Items; init => _subjects = new(value); }

    /// <summary>Texts that mean a missing value; compared as texts are read, without regard to letter case.</summary>
    public ImmutableArray<string> NullTokens { get => _nullTokens.Items; init => _nullTokens = new(value); }

    /// <summary>How deliveries that hold several events are taken apart; by default only arrays are.</summary>
    public EnvelopeRules Envelope { get; init; } = EnvelopeRules.None;

    /// <summary>The sizes up to which an event is read.</summary>
    public JsonLimits Limits { get; init; } = JsonLimits.Default;

    /// <summary>The rules for a client without a profile of its own.</summary>
    public ClientProfile DefaultProfile { get; init; } = ClientProfile.Default;

    /// <summary>The rules for single clients, by client id, which is read as those of events are.</summary>
    public ImmutableDictionary<string, ClientProfile> Profiles
    {
        get => _profiles.Items;
        init => _profiles = new(value, StringComparer.Ordinal);
    }

    /// <summary>The names of all fields that its records may have.</summary>
    public ImmutableArray<string> RecordFieldNames => [.. AllFields().Select(definition => definition.Name)];

    /// <summary>Reads a text as if an event had it in this field.</summary>
    /// <param name="field">The name of a field of the schema.</param>
    /// <param name="text">Trimmed and brought into NFC as an event's text would be.</param>
    /// <returns>The value under the default profile, or why the field cannot have it.</returns>
    /// <exception cref="ArgumentException">The schema has no such field.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public ParseResult<FieldValue> ReadText(string field, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return SubstituteText.Read(FieldOf(field), DefaultProfile, text);
    }

    /// <summary>Reads a text as if events of any client had it in this field, such as the value of a filter.</summary>
    /// <param name="field">The name of a field of the schema.</param>
    /// <param name="text">Trimmed and brought into NFC as an event's text would be.</param>
    /// <returns>
    /// Each value once that the default profile or the profile of a client reads; none where no event can have the
    /// text.
    /// </returns>
    /// <exception cref="ArgumentException">The schema has no such field.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public ImmutableArray<FieldValue> ReadTextByAnyProfile(string field, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var definition = FieldOf(field);
        IEnumerable<ClientProfile> profiles = [DefaultProfile, .. Profiles.Values.Distinct()];
        return [.. profiles
            .Select(profile => SubstituteText.Read(ProfileParsers.Apply(profile, definition), profile, text))
            .Where(result => result.IsSuccess)
            .Select(result => result.Value)
            .Distinct()];
    }

    /// <summary>What was worked out of the schema; the same for everybody who asks.</summary>
    /// <exception cref="ArgumentException">The schema contradicts itself; the message says where.</exception>
    internal CompiledSchema Compile()
    {
        var compiled = CompileUnchecked();
        compiled.Faults.ThrowIfAny();
        return compiled;
    }

    /// <summary>Everything that is wrong with the schema.</summary>
    internal IReadOnlyList<SchemaFileError> FindErrors() => CompileUnchecked().Faults.Errors;

    private CompiledSchema CompileUnchecked() =>
        _compiled.GetOrCreate(this, static schema => new CompiledSchema(schema));

    /// <summary>
    /// All fields: the four of every record, the currency, the key if there is one, the further fields.
    /// </summary>
    internal ImmutableArray<FieldDefinition> AllFields()
    {
        IEnumerable<FieldDefinition> fields = [ClientId, Metric, Amount, Timestamp, Currency];
        return [.. fields, .. Key is null ? Array.Empty<FieldDefinition>() : [Key], .. FurtherFields];
    }

    private FieldDefinition FieldOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return AllFields().FirstOrDefault(definition => definition.Name == name)
            ?? throw new ArgumentException($"The schema has no field '{name}'.", nameof(name));
    }
}
