using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EventNormalization.Normalization;
using EventNormalization.Queries;

namespace EventNormalization.Api.Reading;

/// <summary>
/// Reads a condition on records: <c>amount &gt;= 100 and (region = "EMEA" or not metric = sales)</c>.
/// </summary>
/// <remarks>
/// Fields of the schema, <c>= != &lt; &lt;= &gt; &gt;=</c>, <c>and</c> before <c>or</c>, <c>not</c>, brackets, and
/// <c>raw contains "text"</c>. A text is read like the field. What predicates print for messages is read as well.
/// </remarks>
internal sealed class WhereReader
{
    /// <summary>The name of the parameter.</summary>
    public const string Parameter = "where";

    private const int DepthMax = 32;
    private const int ComparisonsMax = 100;
    private const string Raw = "raw";

    private readonly SchemaSet _schemas;
    private readonly bool _maySeeBytes;
    private readonly FieldDefinition[] _fields;
    private readonly WhereScanner _scanner;
    private readonly HashSet<string> _clients = new(StringComparer.Ordinal);
    private readonly HashSet<string> _metrics = new(StringComparer.Ordinal);
    private WhereToken _token;
    private int _depth;
    private int _comparisons;

    private WhereReader(SchemaSet schemas, string text, QueryParameters parameters)
    {
        _maySeeBytes = parameters.MaySeeBytes;
        _schemas = schemas;
        _fields = [.. SchemaFields.Of(schemas)];
        _scanner = new WhereScanner(text);
        _token = _scanner.Next();
    }

    /// <summary>The condition of the parameter; everything if it is not given or was refused.</summary>
    public static WhereCondition Read(QueryParameters parameters, SchemaSet schemas)
    {
        if (parameters.Text(Parameter) is not { } text)
        {
            return WhereCondition.None;
        }

        try
        {
            var reader = new WhereReader(schemas, text, parameters);
            var predicate = reader.ReadAny();
            return reader._token.Kind != WhereTokenKind.End ? throw reader.Refused("and, or, or the end")
                : new WhereCondition
                {
                    Predicate = predicate,
                    Clients = [.. reader._clients],
                    Metrics = [.. reader._metrics],
                };
        }
        catch (WhereException refusal)
        {
            parameters.Add(refusal.Error);
            return WhereCondition.None;
        }
    }

    private EventPredicate ReadAny()
    {
        var parts = new List<EventPredicate> { ReadAll() };
        while (TakeWord("or"))
        {
            parts.Add(ReadAll());
        }

        return parts.Count == 1 ? parts[0] : EventPredicate.AnyOf([.. parts]);
    }

    private EventPredicate ReadAll()
    {
        var parts = new List<EventPredicate> { ReadPart() };
        while (TakeWord("and"))
        {
            parts.Add(ReadPart());
        }

        return parts.Count == 1 ? parts[0] : EventPredicate.AllOf([.. parts]);
    }

    private EventPredicate ReadPart()
    {
        if (++_depth > DepthMax)
        {
            throw Refused(string.Create(CultureInfo.InvariantCulture, $"at most {DepthMax} levels"));
        }

        var part = TakeWord("not") ? ReadPart().Not() : IsBracket("(") ? ReadBracket() : ReadComparison();
        _depth--;
        return part;
    }

    private EventPredicate ReadBracket()
    {
        Take();
        var inner = ReadAny();
        if (!IsBracket(")"))
        {
            throw Refused("and, or, or a closing bracket");
        }

        Take();
        return inner;
    }

    private EventPredicate ReadComparison()
    {
        if (++_comparisons > ComparisonsMax)
        {
            throw Refused(string.Create(CultureInfo.InvariantCulture, $"at most {ComparisonsMax} comparisons"));
        }

        if (_token.Kind == WhereTokenKind.Word && _token.Text == Raw && Find(Raw) is null)
        {
            Take();
            return !_maySeeBytes ? throw Refused(QueryParameters.NoSearch)
                : TakeWord("contains") ? EventPredicate.RawContains(TakeValue().Text)
                : throw Refused("contains");
        }

        var field = TakeField();
        if (_token.Kind != WhereTokenKind.Operator || _token.Text == "!")
        {
            throw Refused("one of = != < <= > >=");
        }

        var comparison = OperatorOf(Take().Text);
        return Compare(field, comparison, TakeValue());
    }

    private EventPredicate Compare(FieldDefinition field, ComparisonOperator comparison, WhereToken value)
    {
        if (field.Kind != FieldValueKind.Text)
        {
            return WhereValue.TryRead(field.Kind, value.Text, out var read)
                ? EventPredicate.Field(field.Name, comparison, read)
                : throw Refused(WhereValue.Expected(field.Kind), value);
        }

        var texts = FilterValues.Read(_schemas, field.Name, [value.Text]);
        if (comparison == ComparisonOperator.Equal && (field.Name is FieldNames.ClientId or FieldNames.Metric))
        {
            (field.Name == FieldNames.ClientId ? _clients : _metrics).UnionWith(texts);
        }

        return comparison switch
        {
            ComparisonOperator.Equal => EventPredicate.TextIn(field.Name, [.. texts]),
            ComparisonOperator.NotEqual => EventPredicate.AllOf([.. texts.Select(OfText)]),
            ComparisonOperator.Less or ComparisonOperator.LessOrEqual or ComparisonOperator.Greater
                or ComparisonOperator.GreaterOrEqual => OfText(texts[0]),
            _ => throw new InvalidOperationException($"No comparison {comparison} is known."),
        };

        EventPredicate OfText(string text) =>
            EventPredicate.Field(field.Name, comparison, FieldValue.FromText(text));
    }

    private FieldDefinition TakeField()
    {
        if (_token.Kind is not (WhereTokenKind.Word or WhereTokenKind.Quoted))
        {
            throw Refused("the name of a field");
        }

        if (Find(_token.Text) is not { } field)
        {
            string[] known = [.. _fields.Select(one => one.Name)];
            throw new WhereException(new ParameterError
            {
                Parameter = Parameter,
                Column = _token.Column,
                Found = QueryParameters.Shown(_token.Text),
                Expected = "a field of the schema",
                Known = known,
                Near = NearNames.Find(_token.Text, known),
            });
        }

        Take();
        return field;
    }

    private FieldDefinition? Find(string name) => Array.Find(_fields, field => field.Name == name);

    private WhereToken TakeValue() => _token.Kind is WhereTokenKind.Word or WhereTokenKind.Quoted
        ? Take()
        : throw Refused("a value; one with blanks or brackets stands in quotes");

    private WhereToken Take()
    {
        var token = _token;
        _token = _scanner.Next();
        return token;
    }

    private bool IsBracket(string text) => _token.Kind == WhereTokenKind.Bracket && _token.Text == text;

    private bool TakeWord(string word)
    {
        var isThere = _token.Kind == WhereTokenKind.Word
            && _token.Text.Equals(word, StringComparison.OrdinalIgnoreCase);
        if (isThere)
        {
            Take();
        }

        return isThere;
    }

    private WhereException Refused(string expected) => Refused(expected, _token);

    private static WhereException Refused(string expected, WhereToken token) => new(new ParameterError
    {
        Parameter = Parameter,
        Column = token.Column,
        Found = token.Kind == WhereTokenKind.End ? "the end" : QueryParameters.Shown(token.Text),
        Expected = expected,
    });

    private static ComparisonOperator OperatorOf(string sign) => sign switch
    {
        "=" => ComparisonOperator.Equal,
        "!=" => ComparisonOperator.NotEqual,
        "<" => ComparisonOperator.Less,
        "<=" => ComparisonOperator.LessOrEqual,
        ">" => ComparisonOperator.Greater,
        ">=" => ComparisonOperator.GreaterOrEqual,
        _ => throw new ArgumentOutOfRangeException(nameof(sign), sign, "No such comparison is known."),
    };
}
