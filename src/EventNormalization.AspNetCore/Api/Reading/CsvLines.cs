using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace EventNormalization.Api.Reading;

/// <summary>Lines of CSV on their way to a stream, of which little is in memory.</summary>
internal sealed class CsvLines(Stream output)
{
    private const int LengthToWrite = 1 << 15;

    /// <summary>Takes the lines.</summary>
    public StringBuilder Text { get; } = new();

    /// <summary>Sends on what there is, if it is much.</summary>
    public ValueTask PassOnAsync(CancellationToken cancellationToken) =>
        Text.Length >= LengthToWrite ? EndAsync(cancellationToken) : ValueTask.CompletedTask;

    /// <summary>Sends on what there is.</summary>
    public async ValueTask EndAsync(CancellationToken cancellationToken)
    {
        await output.WriteAsync(Encoding.UTF8.GetBytes(Text.ToString()), cancellationToken).ConfigureAwait(false);
        Text.Clear();
    }
}
