using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace EventNormalization.Normalization;

/// <summary>Reads the profiles of clients; what several write alike is read once and is one object.</summary>
internal sealed class ClientProfilesReader(ClientProfile varied)
{
    private readonly Dictionary<string, ClientProfile> _profiles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableDictionary<string, ImmutableArray<string>>> _aliases =
        new(StringComparer.Ordinal);

    private readonly Dictionary<string, ImmutableDictionary<string, string>> _defaults = new(StringComparer.Ordinal);
    private readonly Dictionary<AmountRules, AmountRules> _amounts = [];
    private readonly Dictionary<TimestampRules, TimestampRules> _timestamps = [];

    /// <summary>Reads one profile; what is wrong is noted in the node's errors.</summary>
    public ClientProfile Read(SchemaNode node)
    {
        var text = node.Element.GetRawText();
        if (_profiles.TryGetValue(text, out var profile))
        {
            return profile;
        }

        var before = node.Errors.Count;
        profile = Share(node, ProfileFileReader.Read(node, varied));
        if (node.Errors.Count == before)
        {
            // What is wrong is said of each client that has it.
            _profiles.Add(text, profile);
        }

        return profile;
    }

    private ClientProfile Share(SchemaNode node, ClientProfile profile) => profile with
    {
        Aliases = node.TryGet("aliases", out var aliases)
            ? Share(_aliases, aliases.Element.GetRawText(), profile.Aliases) : profile.Aliases,
        Defaults = node.TryGet("defaults", out var defaults)
            ? Share(_defaults, defaults.Element.GetRawText(), profile.Defaults) : profile.Defaults,
        Amount = Share(_amounts, profile.Amount, profile.Amount),
        Timestamp = Share(_timestamps, profile.Timestamp, profile.Timestamp),
    };

    private static T Share<TKey, T>(Dictionary<TKey, T> known, TKey key, T value)
        where TKey : notnull
        where T : class
    {
        ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(known, key, out _);
        return first ??= value;
    }
}
