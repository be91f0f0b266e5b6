using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;

namespace EventNormalization.Normalization;

/// <summary>A schema that was checked as a whole, with everything that can be worked out before the first event.</summary>
/// <remarks>Immutable and shared by all threads.</remarks>
internal sealed class CompiledSchema
{
    private readonly bool[] _beginsNullToken = new bool[256];
    private readonly FrozenDictionary<string, CompiledProfile> _profiles;
    private readonly FrozenDictionary<string, CompiledProfile>.AlternateLookup<ReadOnlySpan<char>> _profilesByText;

    /// <summary>Checks the schema.</summary>
    /// <exception cref="ArgumentException">The schema contradicts itself; the message says where.</exception>
    public CompiledSchema(EventSchema schema)
    {
        Schema = schema;
        Fields = schema.AllFields();
        SchemaRules.Check(schema, Fields);
        DefaultProfile = new CompiledProfile(schema, schema.DefaultProfile, Fields);
        _profiles = schema.Profiles.ToFrozenDictionary(
            pair => pair.Key, pair => new CompiledProfile(schema, pair.Value, Fields), StringComparer.Ordinal);
        _profilesByText = _profiles.GetAlternateLookup<ReadOnlySpan<char>>();
        NullTokens = [.. schema.NullTokens.Select(Encoding.UTF8.GetBytes)];
        foreach (var token in NullTokens)
        {
            _beginsNullToken[token[0]] = true;
            _beginsNullToken[char.ToUpperInvariant((char)token[0])] = true;
            _beginsNullToken[char.ToLowerInvariant((char)token[0])] = true;
        }

        NullTokenLengthMax = NullTokens.Select(token => token.Length).DefaultIfEmpty(0).Max();
        FurtherFrom = Fields.Length - schema.FurtherFields.Length - (schema.Key is null ? 0 : 1);
        ReadFrom = [.. Fields.Select(field => Fields.Select(other => other.Name).ToList().IndexOf(field.ReadFrom ?? ""))];
        FieldsByName = [.. Enumerable.Range(FurtherFrom, Fields.Length - FurtherFrom)
            .OrderBy(i => Fields[i].Name, StringComparer.Ordinal)];
    }

    public EventSchema Schema { get; }

    /// <summary>The four fields, the currency, the key if there is one, the further fields.</summary>
    public ImmutableArray<FieldDefinition> Fields { get; }

    /// <summary>The number of the first field behind the four and the currency.</summary>
    public int FurtherFrom { get; }

    /// <summary>The numbers of the fields behind the four and the currency, in the order of their names.</summary>
    public ImmutableArray<int> FieldsByName { get; }

    /// <summary>Stands for the member that says the sign of the amount, which is no field.</summary>
    public int SignField => Fields.Length;

    /// <summary>By field: the number of the field whose value it reads where it is missing itself, or -1.</summary>
    public ImmutableArray<int> ReadFrom { get; }

    public ImmutableArray<byte[]> NullTokens { get; }

    public int NullTokenLengthMax { get; }

    public CompiledProfile DefaultProfile { get; }

    /// <summary>Whether a null token may begin with this byte, in either case.</summary>
    public bool BeginsNullToken(byte first) => _beginsNullToken[first];

    public bool HasProfiles => _profiles.Count > 0;

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
