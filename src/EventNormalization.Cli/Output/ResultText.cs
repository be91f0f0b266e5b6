using System.IO;
using System.Text;
using System.Threading.Tasks;

namespace EventNormalization.Cli.Output;

/// <summary>Writes text to standard output, as UTF-8 without a byte order mark.</summary>
internal static class ResultText
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static async Task WriteAsync(Stream output, string text)
    {
        if (text.Length > 0)
        {
            await output.WriteAsync(Utf8.GetBytes(text)).ConfigureAwait(false);
            await output.FlushAsync().ConfigureAwait(false);
        }
    }
}
