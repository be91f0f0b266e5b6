using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>A profile with the names, parsers and substitutes of the schema's fields.</summary>
/// <remarks>What is as under the default profile is shared with it: a schema may have 100,000 profiles.</remarks>
internal sealed class CompiledProfile
{
    /// <summary>The rules of every client without a profile of its own.</summary>
    public CompiledProfile(EventSchema schema, ImmutableArray<FieldDefinition> fields, SchemaErrors faults)
    {
        const string Path = "$.profile";
        Profile = schema.DefaultProfile;
        Unchanged = fields;
        Map = new FieldMapBuilder(schema, Profile, Path, faults).Build();
        Fields = ProfileParsers.Apply(Profile, fields);
        Constants = [.. fields.Select(field => BytesOf(field, field.Constant))];
        Defaults = DefaultsOf(Profile, fields);
        AmountRules = Profile.Amount.Compiled;
        AllowsFastPath = SupportFastPath(schema, Profile);
        LowersMetrics = Lowers(Profile);
        Check(fields, Path, faults);
    }

    /// <summary>The rules of one client.</summary>
    public CompiledProfile(ProfileCompiler compiler, KeyValuePair<string, ClientProfile> client)
    {
        var common = compiler.Common;
        Profile = client.Value;
        Unchanged = common.Unchanged;
        var fields = Unchanged;
        Map = compiler.MapOf(client.Key, Profile);
        Fields = Profile.Parsers.IsEmpty ? fields : ProfileParsers.Apply(Profile, fields);
        Constants = common.Constants;
        Defaults = ReferenceEquals(Profile.Defaults, common.Profile.Defaults)
            ? common.Defaults
            : DefaultsOf(Profile, fields);
        AmountRules = Profile.Amount.Compiled;
        AllowsFastPath = SupportFastPath(compiler.Schema, Profile);
        LowersMetrics = Lowers(Profile);
        Check(fields, "$.profiles." + client.Key, compiler.Faults);
    }

    public ClientProfile Profile { get; }

    public FieldMap Map { get; }

    /// <summary>The fields with the parsers that the profile brings.</summary>
    public ImmutableArray<FieldDefinition> Fields { get; }

    /// <summary>Whether the five fields are read from events, by the library's own parsers.</summary>
    public bool AllowsFastPath { get; }

    /// <summary>What the profile makes of the numbers of amounts.</summary>
    public CompiledAmountRules AmountRules { get; }

    /// <summary>Whether metrics are lower-cased.</summary>
    public bool LowersMetrics { get; }

    /// <summary>By field: the text that is read instead of the event, or null.</summary>
    public ImmutableArray<byte[]?> Constants { get; }

    /// <summary>By field: the text that is read where the event lacks the field, or null.</summary>
    public ImmutableArray<byte[]?> Defaults { get; }

    public IFieldParser<string> ClientId => ((FieldDefinition<string>)Fields[0]).Parser;

    public IFieldParser<string> Metric => ((FieldDefinition<string>)Fields[1]).Parser;

    public IFieldParser<decimal> Amount => ((FieldDefinition<decimal>)Fields[2]).Parser;

    public IFieldParser<Instant> Timestamp => ((FieldDefinition<Instant>)Fields[3]).Parser;

    public IFieldParser<string> Currency => ((FieldDefinition<string>)Fields[4]).Parser;

    /// <summary>The fields as the schema has them.</summary>
    private ImmutableArray<FieldDefinition> Unchanged { get; }

    private bool SupportFastPath(EventSchema schema, ClientProfile profile) =>
        (ClientId, Metric, Amount, Timestamp) is (TextParser clientId, TextParser, AmountParser, TimestampParser)
        && !clientId.LowersLetters(profile)
        && schema is { Timestamp: { ZoneFrom: null, Join.IsEmpty: true } }
        && Currency is CurrencyParser && schema.Currency is { ReadFrom: null, Presence: FieldPresence.Optional }
        && profile.Amount.SignFrom is null && Defaults[4] is null
        && Fields[..5].All(field => field is { Constant: null, From: null });

    private bool Lowers(ClientProfile profile) => Metric is TextParser parser && parser.LowersLetters(profile);

    private void Check(ImmutableArray<FieldDefinition> fields, string profilePath, SchemaErrors faults)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            var isOwn = Profile.Defaults.TryGetValue(fields[i].Name, out var text);
            text = isOwn ? text : fields[i].Default;
            if (FindFailure(i, fields[i].Constant) is { } ofConstant)
            {
                faults.Add($"$.fields.{fields[i].Name}.constant", ofConstant);
            }

            if (FindFailure(i, text) is { } ofDefault)
            {
                var name = fields[i].Name;
                faults.Add(isOwn ? $"{profilePath}.defaults.{name}" : $"$.fields.{name}.default", ofDefault);
            }
        }
    }

    private string? FindFailure(int field, string? text) =>
        text is not null && SubstituteText.Read(Fields[field], Profile, text).Failure is { } failure
            ? $"found {SettingName.Quote(text)}, expected {failure.Expected}"
            : null;

    private static ImmutableArray<byte[]?> DefaultsOf(ClientProfile profile, ImmutableArray<FieldDefinition> fields) =>
        [.. fields.Select(field => BytesOf(field, profile.Defaults.GetValueOrDefault(field.Name) ?? field.Default))];

    private static byte[]? BytesOf(FieldDefinition field, string? text) =>
        text is null ? null : SubstituteText.BytesOf(field, text);
}
