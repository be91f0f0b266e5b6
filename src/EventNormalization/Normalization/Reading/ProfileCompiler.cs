using System;
using System.Collections.Generic;
using System.Text;

namespace EventNormalization.Normalization;

/// <summary>Compiles the profiles of a schema; what several clients share is compiled once.</summary>
/// <remarks>A schema may have 100,000 profiles, and most of them say what others say too.</remarks>
internal sealed class ProfileCompiler(EventSchema schema, CompiledProfile common, SchemaErrors faults)
{
    // Longer ids are no null tokens that anybody would name.
    private const int NullTokenLengthMax = 64;

    private readonly SettingPaths _names = new();
    private readonly Dictionary<ClientProfile, CompiledProfile> _profiles = [];
    private readonly Dictionary<(EqualArrayMap<string>, string?), FieldMap> _maps = [];

    public EventSchema Schema => schema;

    /// <summary>The rules of every client without a profile of its own.</summary>
    public CompiledProfile Common => common;

    public SchemaErrors Faults => faults;

    /// <summary>The texts that stand for no value.</summary>
    public required NullTokens NullTokens { get; init; }

    /// <summary>The profiles by the client ids as they are stored.</summary>
    public Dictionary<string, CompiledProfile> Compile()
    {
        _maps.Add(NamesOf(common.Profile), common.Map);
        var profiles = new Dictionary<string, CompiledProfile>(schema.Profiles.Count, StringComparer.Ordinal);
        foreach (var pair in schema.Profiles)
        {
            if (ProfileKey.Read(schema, pair.Key, faults) is not { } key)
            {
                continue;
            }

            if (!profiles.TryAdd(key, Compile(pair)))
            {
                const string Reason = "another profile is of the same client, since its id is read as the same text";
                faults.Add("$.profiles." + pair.Key, Reason);
            }
            else if (IsNever(key))
            {
                faults.Add("$.profiles." + pair.Key, "is no client's id; an event that has it there has none");
            }
        }

        return profiles;
    }

    /// <summary>The names of the schema with those that the client's profile replaces.</summary>
    public FieldMap MapOf(string client, ClientProfile profile)
    {
        var names = NamesOf(profile);
        if (!_maps.TryGetValue(names, out var map))
        {
            var before = faults.Errors.Count;
            map = new FieldMapBuilder(schema, profile, "$.profiles." + client, faults) { Names = _names }.Build();
            if (faults.Errors.Count == before)
            {
                _maps.Add(names, map);
            }
        }

        return map;
    }

    /// <summary>Whether a text is one of the null tokens, which no member that is read for the client gives.</summary>
    private bool IsNever(string clientId) =>
        clientId.Length <= NullTokenLengthMax
        && schema.ClientId is { Constant: null, Default: null }
        && NullTokens.Contains(Encoding.UTF8.GetBytes(clientId));

    private CompiledProfile Compile(KeyValuePair<string, ClientProfile> client)
    {
        if (_profiles.TryGetValue(client.Value, out var compiled))
        {
            return compiled;
        }

        var before = faults.Errors.Count;
        compiled = new CompiledProfile(this, client);
        if (faults.Errors.Count == before)
        {
            // What is wrong is said of each client that has it.
            _profiles.Add(client.Value, compiled);
        }

        return compiled;
    }

    /// <summary>All that the names of a profile depend on.</summary>
    private static (EqualArrayMap<string> Aliases, string? SignMember) NamesOf(ClientProfile profile) =>
        (profile.NamedAliases, profile.Amount.SignFrom?.Member);
}
