using System;
using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>One field of a schema with the parser that reads it.</summary>
/// <typeparam name="T">
/// <see cref="string"/>, <see cref="decimal"/>, <see cref="long"/>, <see cref="bool"/> or <see cref="Instant"/>.
/// </typeparam>
public sealed record FieldDefinition<T> : FieldDefinition
{
    private readonly EqualParser<T> _parser;

    /// <summary>Defines a field.</summary>
    /// <param name="name">The field's name in records: not blank, without a point.</param>
    /// <param name="parser">Reads the field's values under every profile that names no parser of its own.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is blank.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is none of the five types.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="parser"/> is null.</exception>
    public FieldDefinition(string name, IFieldParser<T> parser)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(parser);
        _parser = new(parser);
        Kind = KindOf();
    }

    /// <summary>Reads the field's values.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IFieldParser<T> Parser { get => _parser.Parser; init => _parser = new(value); }

    /// <inheritdoc/>
    public override FieldValueKind Kind { get; }

    internal override string ParserName => Parser.ToString() ?? Parser.GetType().FullName!;

    internal override ParserRules ParserRules => Normalization.ParserRules.Of(Parser);

    internal override FieldDefinition ReadBy(FieldDefinition other) =>
        this with { Parser = ((FieldDefinition<T>)other).Parser };

    internal override ParseFailure? Read(FieldInput input, ClientProfile profile, out FieldValue value)
    {
        var failure = ParserGuard.Read(Parser, input, profile, out var read);
        value = failure is null ? Wrap(read) : default;
        return failure;
    }

    private static FieldValue Wrap(T value) => value switch
    {
        string text => FieldValue.FromText(text),
        decimal number => FieldValue.FromDecimal(number),
        long number => FieldValue.FromInteger(number),
        bool truth => FieldValue.FromBoolean(truth),
        Instant instant => FieldValue.FromInstant(instant),
        _ => throw new InvalidOperationException("A field is of none of the five types."),
    };

    private static FieldValueKind KindOf() => typeof(T) switch
    {
        var type when type == typeof(string) => FieldValueKind.Text,
        var type when type == typeof(decimal) => FieldValueKind.Decimal,
        var type when type == typeof(long) => FieldValueKind.Integer,
        var type when type == typeof(bool) => FieldValueKind.Boolean,
        var type when type == typeof(Instant) => FieldValueKind.Instant,
        _ => throw new NotSupportedException(
            $"A field cannot be of type {typeof(T)}: it must be string, decimal, long, bool or NodaTime.Instant."),
    };
}
