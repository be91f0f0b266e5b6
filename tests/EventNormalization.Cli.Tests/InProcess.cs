using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace EventNormalization.Cli.Tests;

/// <summary>Runs the tool within the test, with streams in the place of the terminal.</summary>
internal static class InProcess
{
    public static Task<ToolResult> RunAsync(params string[] args) => RunWithAsync("", args);

    public static async Task<ToolResult> RunWithAsync(string input, params string[] args)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter { NewLine = "\n" };
        using var surroundings = new Surroundings
        {
            Input = new MemoryStream(Encoding.UTF8.GetBytes(input)),
            Output = output,
            Error = error,
        };

        var exitCode = await Tool.RunAsync(args, surroundings, CancellationToken.None);

        return new ToolResult(exitCode, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }
}
