using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using EventNormalization.Envelopes;

namespace EventNormalization.Normalization;

/// <summary>A checked schema, with everything that can be computed before the first event.</summary>
/// <remarks>Immutable and shared by all threads.</remarks>
internal sealed class CompiledSchema
{
    // Not a frozen dictionary: creating one of 100,000 profiles takes longer than reading all events of many a host.
    private readonly Dictionary<string, CompiledProfile> _profiles;
    private readonly Dictionary<string, CompiledProfile>.AlternateLookup<ReadOnlySpan<char>> _profilesByText;

    /// <summary>Checks the schema, and notes what is wrong.</summary>
    public CompiledSchema(EventSchema schema)
    {
        Schema = schema;
        var faults = Faults;
        Fields = schema.AllFields();
        SchemaValidator.Check(schema, Fields, faults);
        DefaultProfile = new CompiledProfile(schema, Fields, faults);
        NullTokens = new NullTokens(
            [.. schema.NullTokens.Where(token => SettingText.FindRefused(token, keepCase: false, out _) is null)]);
        _profiles = new ProfileCompiler(schema, DefaultProfile, faults) { NullTokens = NullTokens }.Compile();
        _profilesByText = _profiles.GetAlternateLookup<ReadOnlySpan<char>>();
        FurtherFrom = Fields.Length - schema.FurtherFields.Length - (schema.Key is null ? 0 : 1);
        ReadFrom = [
            .. Fields.Select(field => Fields.Select(other => other.Name).ToList().IndexOf(field.ReadFrom ?? ""))];
        Paths = PathsOf(schema, faults);
        FieldsByName = [.. Enumerable.Range(FurtherFrom, Fields.Length - FurtherFrom)
            .OrderBy(i => Fields[i].Name, StringComparer.Ordinal)];
        HasOrigins = Fields.Any(field => field.From is not null);
    }

    public EventSchema Schema { get; }

    /// <summary>The four fields, the currency, the key if there is one, the further fields.</summary>
    public ImmutableArray<FieldDefinition> Fields { get; }

    /// <summary>The number of the first field after the four and the currency.</summary>
    public int FurtherFrom { get; }

    /// <summary>The numbers of the fields after the four and the currency, in the order of their names.</summary>
    public ImmutableArray<int> FieldsByName { get; }

    /// <summary>By field: the number of the field whose value it reads where it is missing itself, or -1.</summary>
    public ImmutableArray<int> ReadFrom { get; }

    /// <summary>Where deliveries hold several events.</summary>
    public EnvelopePaths Paths { get; }

    /// <summary>Whether a field is read from beside the event.</summary>
    public bool HasOrigins { get; }

    public NullTokens NullTokens { get; }

    public CompiledProfile DefaultProfile { get; }

    public bool HasProfiles => _profiles.Count > 0;

    /// <summary>Everything that is wrong with the schema.</summary>
    public SchemaErrors Faults { get; } = new();

    private static EnvelopePaths PathsOf(EventSchema schema, SchemaErrors faults)
    {
        try
        {
            return EnvelopePaths.Build(schema.Envelope);
        }
        catch (ArgumentException) when (faults.Errors.Count > 0)
        {
            // What is wrong with a path is noted already.
            return EnvelopePaths.Build(EnvelopeRules.None);
        }
    }

    /// <summary>The rules of the client whose id is this canonical text.</summary>
    public CompiledProfile ProfileOf(ReadOnlySpan<byte> clientIdUtf8)
    {
        if (_profiles.Count == 0)
        {
            return DefaultProfile;
        }

        var text = clientIdUtf8.Length <= 512 ? stackalloc char[512] : new char[clientIdUtf8.Length];
        var length = Encoding.UTF8.GetChars(clientIdUtf8, text);
        return _profilesByText.TryGetValue(text[..length], out var profile) ? profile : DefaultProfile;
    }
}
