using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using EventNormalization.Composition;
using EventNormalization.Normalization;
using EventNormalization.Totals;

namespace EventNormalization.Api.Reading;

/// <summary>Reads the names of measures, such as <c>p95:fee</c> and <c>top:3:region</c>.</summary>
internal static class MeasureNames
{
    /// <summary>The parameter.</summary>
    public const string Parameter = "measures";

    private const string Top = "top";

    private static readonly string[] OfAnyField = ["distinct", "distinct~"];

    private static readonly string TopExpected = string.Create(
        CultureInfo.InvariantCulture, $"top:N:FIELD, such as top:5:client_id, with N from 1 to {Measures.TopCountMax}");

    /// <summary>The measures, in the order of their names; the standard ones if none is named.</summary>
    public static ImmutableArray<Measure> Read(QueryParameters parameters, SchemaSet schemas, HostMeasures known)
    {
        var names = parameters.Names(Parameter);
        if (names.Count == 0)
        {
            return Measures.Standard;
        }

        if (names.Distinct().Count() != names.Count)
        {
            parameters.Refuse(Parameter, string.Join(',', names), "each measure once");
        }

        var measures = ImmutableArray.CreateBuilder<Measure>();
        foreach (var name in names.Distinct())
        {
            if (!known.TryFind(name, out var measure))
            {
                RefuseUnknown(parameters, name, schemas, known);
            }
            else if (known.Own.Contains(name) || RequireField(parameters, name, schemas))
            {
                measures.Add(measure);
            }
        }

        return measures.ToImmutable();
    }

    /// <summary>Names that can be asked for as they are, by the schemas: what a page may offer.</summary>
    public static IEnumerable<string> Offered(SchemaSet schemas, HostMeasures known)
    {
        string[] fields = [.. FieldsOf(schemas)];
        string[] ofNumber =
            [.. known.Names.Except(known.Own).Where(name => !name.Contains(':', StringComparison.Ordinal))];
        return
        [
            .. ofNumber, .. known.Own,
            .. NumbersOf(schemas).Skip(1).SelectMany(field => ofNumber.Select(name => name + ":" + field)),
            .. fields.Select(field => "distinct:" + field), .. fields.Select(field => "top:5:" + field),
        ];
    }

    private static void RefuseUnknown(
        QueryParameters parameters, string name, SchemaSet schemas, HostMeasures known)
    {
        var (head, field) = Split(name);
        if (head == Top)
        {
            parameters.Refuse(Parameter, name, TopExpected);
            return;
        }

        if (OfAnyField.Contains(head))
        {
            RefuseField(parameters, name, "a field of the schema after the colon", FieldsOf(schemas));
            return;
        }

        var near = NearNames.Find(head, known.Names.Select(one => Split(one).Head));
        parameters.Add(new ParameterError
        {
            Parameter = Parameter,
            Found = QueryParameters.Shown(name),
            Expected = "measures such as",
            Known = known.Names,
            Near = near is null ? null : near + (field is null ? "" : ":" + QueryParameters.Shown(field)),
        });
    }

    /// <summary>Whether the schemas have the field that a measure of the library is of.</summary>
    private static bool RequireField(QueryParameters parameters, string name, SchemaSet schemas)
    {
        var (head, field) = Split(name);
        if (head == Top)
        {
            field = Split(field!).Field;
        }

        var isOfAny = head == Top || OfAnyField.Contains(head);
        var known = isOfAny ? FieldsOf(schemas) : NumbersOf(schemas);
        if (field is null || known.Contains(field))
        {
            return true;
        }

        RefuseField(
            parameters, name, $"a {(isOfAny ? "field" : "number")} of the schema after the colon", known);
        return false;
    }

    private static void RefuseField(
        QueryParameters parameters, string name, string expected, IReadOnlyList<string> known)
    {
        var colon = name.LastIndexOf(':') + 1;
        var near = NearNames.Find(name[colon..], known);
        parameters.Add(new ParameterError
        {
            Parameter = Parameter,
            Found = QueryParameters.Shown(name),
            Expected = expected,
            Known = known,
            Near = near is null ? null : QueryParameters.Shown(name[..colon]) + near,
        });
    }

    private static (string Head, string? Field) Split(string name) =>
        name.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon
            ? (name[..colon], name[(colon + 1)..])
            : (name, null);

    private static string[] FieldsOf(SchemaSet schemas) => [.. SchemaFields.Of(schemas).Select(field => field.Name)];

    /// <summary>The amount, then the further numbers.</summary>
    private static string[] NumbersOf(SchemaSet schemas) =>
    [
        .. SchemaFields.Of(schemas)
            .Where(field => field.Kind is FieldValueKind.Decimal or FieldValueKind.Integer)
            .Select(field => field.Name),
    ];
}
