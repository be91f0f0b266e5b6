using System.Text.Encodings.Web;
using System.Text.Json;

namespace EventNormalization.Api.Wire;

/// <summary>How the API writes JSON, whatever the host's serializer does.</summary>
internal static class ApiJson
{
    /// <summary>The media type of answers.</summary>
    public const string MediaType = "application/json";

    /// <summary>On one line, with no escapes but those that JSON asks for.</summary>
    /// <remarks>What is shown as a page never contains an answer, so HTML needs no escapes here.</remarks>
    public static readonly JsonWriterOptions OneLine = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };
}
