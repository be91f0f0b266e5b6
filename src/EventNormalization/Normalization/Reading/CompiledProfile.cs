using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using EventNormalization.Text;

namespace EventNormalization.Normalization;

/// <summary>A profile with the names and the substitutes of the schema's fields under it.</summary>
internal sealed class CompiledProfile
{
    private static readonly ParseFailure Empty = new() { Problem = Problems.Missing, Expected = "a text" };

    public CompiledProfile(EventSchema schema, ClientProfile profile, ImmutableArray<FieldDefinition> fields)
    {
        Profile = profile;
        Map = FieldMap.Build(schema, profile);
        Constants = [.. fields.Select(field => Bytes(field, field.Constant))];
        Defaults = [.. fields.Select(
            field => Bytes(field, profile.Defaults.GetValueOrDefault(field.Name) ?? field.Default))];
        HasUsualFields = schema is { Amount.Parser: AmountParser, Timestamp.Parser: TimestampParser }
            && schema is { ClientId.Parser: TextParser clientId, Metric.Parser: TextParser }
            && !clientId.LowersLetters(profile)
            && schema.Currency is { Parser: CurrencyParser, ReadFrom: null, Presence: FieldPresence.Optional }
            && profile.Amount.SignFrom is null
            && Constants[..5].All(constant => constant is null) && Defaults[4] is null;
        AmountRules = profile.Amount.Compiled;
        HasOwnNames = !profile.Aliases.IsEmpty || profile.Amount.SignFrom is not null;
        LowersMetrics = schema.Metric.Parser is TextParser parser && parser.LowersLetters(profile);
        for (var i = 0; i < fields.Length; i++)
        {
            Check(fields[i], Constants[i], "constant", profile);
            Check(fields[i], Defaults[i], "default", profile);
        }
    }

    public ClientProfile Profile { get; }

    public FieldMap Map { get; }

    /// <summary>Whether the five fields are read from events, by the library's own parsers.</summary>
    public bool HasUsualFields { get; }

    /// <summary>What the profile makes of the numbers of amounts.</summary>
    public CompiledAmountRules AmountRules { get; }

    /// <summary>Whether other members mean fields than under the schema's own names.</summary>
    public bool HasOwnNames { get; }

    /// <summary>Whether metrics become small letters.</summary>
    public bool LowersMetrics { get; }

    /// <summary>By field: the text that is read instead of the event, or null.</summary>
    public ImmutableArray<byte[]?> Constants { get; }

    /// <summary>By field: the text that is read where the event lacks the field, or null.</summary>
    public ImmutableArray<byte[]?> Defaults { get; }

    private static void Check(FieldDefinition field, byte[]? text, string role, ClientProfile profile)
    {
        if (text is null)
        {
            return;
        }

        var failure = text.Length == 0 ? Empty : TextRules.FindRefused(text, isAscii: false)
            ?? field.Read(new FieldInput(JsonKind.Text, text), profile, out _);
        if (failure is not null)
        {
            throw new ArgumentException(
                $"The {role} of the field '{field.Name}' is {OffendingText.Quote(text)}, but expected was {failure.Expected}.");
        }
    }

    /// <summary>The text as a parser is given it: trimmed, and folded where blanks do not count.</summary>
    private static byte[]? Bytes(FieldDefinition field, string? text)
    {
        if (text is null)
        {
            return null;
        }

        var trimmed = UnicodeText.Trim(Encoding.UTF8.GetBytes(text));
        var bytes = new byte[trimmed.Length];
        return TextRules.FoldsBlanks(field) ? bytes[..UnicodeText.FoldBlanks(trimmed, bytes)] : trimmed.ToArray();
    }
}
