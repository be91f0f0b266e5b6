using System.Text.Json;
using System.Threading.Tasks;
using EventNormalization.Api.Wire;
using EventNormalization.Composition;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Rules;
using Microsoft.AspNetCore.Http;

namespace EventNormalization.Api.Reading;

/// <summary>Answers with the schema in force: the fields for filters, the measures, and the whole document.</summary>
internal static class SchemaAnswer
{
    public static async Task AnswerAsync(HttpContext context)
    {
        var parameters = new QueryParameters(context.Request);
        if (parameters.Problem is { } problem)
        {
            await ProblemResponse.WriteAsync(context, problem).ConfigureAwait(false);
            return;
        }

        var schemas = ReadEndpoint.Of<EventIdentifier>(context).Schemas;
        var measures = ReadEndpoint.Of<HostMeasures>(context);
        await JsonResponse.WriteAsync(context, StatusCodes.Status200OK, (schemas, measures), Write)
            .ConfigureAwait(false);
    }

    private static void Write(Utf8JsonWriter json, (SchemaSet Schemas, HostMeasures Measures) known)
    {
        var schemas = known.Schemas;
        json.WriteStartObject();
        json.WriteStartArray("fields"u8);
        foreach (var field in SchemaFields.Of(schemas))
        {
            json.WriteStartObject();
            json.WriteString("name"u8, field.Name);
            json.WriteString("kind"u8, JsonNamingPolicy.SnakeCaseLower.ConvertName(field.Kind.ToString()));
            json.WriteBoolean("required"u8, field.Presence == FieldPresence.Required);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("measures"u8);
        foreach (var name in MeasureNames.Offered(schemas, known.Measures))
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        json.WritePropertyName("document"u8);
        json.WriteRawValue(SchemaDocument.Of(schemas).Text);
        json.WriteEndObject();
    }
}
