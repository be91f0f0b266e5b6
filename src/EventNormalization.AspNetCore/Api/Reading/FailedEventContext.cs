using System.Text.Json;
using EventNormalization.Storage;

namespace EventNormalization.Api.Reading;

/// <summary>
/// The envelope and context of a failed event, as the JSON that scripts and <c>ingest --format failed</c> read.
/// </summary>
internal static class FailedEventContext
{
    public const string EnvelopeMember = "envelope_base64";
    public const string PathMember = "path";
    public const string RecordMember = "record";
    public const string ContextMember = "context";

    /// <summary>Writes the members of what is there.</summary>
    public static void Write(Utf8JsonWriter json, FailedEvent entry)
    {
        if (entry.Part is { } part)
        {
            json.WriteBase64String(EnvelopeMember, part.Envelope.Span);
            json.WriteString(PathMember, part.Path);
            json.WriteNumber(RecordMember, part.RecordNumber);
        }

        if (!entry.Context.IsEmpty)
        {
            json.WritePropertyName(ContextMember);
            json.WriteRawValue(entry.Context.ToJson().Span);
        }
    }
}
