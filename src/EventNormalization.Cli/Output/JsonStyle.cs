using System.Text.Encodings.Web;
using System.Text.Json;

namespace EventNormalization.Cli.Output;

/// <summary>How the tool writes its own JSON: on one line, with no escapes but those that JSON asks for.</summary>
internal static class JsonStyle
{
    public static readonly JsonWriterOptions OneLine = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };
}
