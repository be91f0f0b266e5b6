using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;

namespace EventNormalization.AspNetCore.Tests.Api.Ingest;

/// <summary>What came back.</summary>
internal sealed record Answer(HttpStatusCode Status, string? MediaType, string Body)
{
    public string? Location { get; private init; }

    public string? RetryAfter { get; private init; }

    public string? Accept { get; private init; }

    public int Code => (int)Status;

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        return new Answer(response.StatusCode, response.Content.Headers.ContentType?.MediaType, body)
        {
            Location = response.Headers.Location?.OriginalString,
            RetryAfter = response.Headers.RetryAfter?.ToString(),
            Accept = response.Headers.TryGetValues("Accept", out var types) ? string.Join(", ", types) : null,
        };
    }

    public string Text(string member) => Json.GetProperty(member).GetString()!;
}
