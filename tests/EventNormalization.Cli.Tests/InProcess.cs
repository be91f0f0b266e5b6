using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Cli.Output;

namespace EventNormalization.Cli.Tests;

/// <summary>Runs the tool within the test, with streams in the place of the terminal.</summary>
internal static class InProcess
{
    public static Task<ToolResult> RunAsync(params string[] args) => RunWithAsync("", args);

    public static Task<ToolResult> RunWithAsync(string input, params string[] args) =>
        RunAsync(input, width: null, args);

    /// <summary>Runs it as if its results went to a terminal of so many columns.</summary>
    public static Task<ToolResult> RunAtTerminalAsync(int width, string input, params string[] args) =>
        RunAsync(input, width, args);

    private static async Task<ToolResult> RunAsync(string input, int? width, string[] args)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter { NewLine = "\n" };
        using var environment = new ToolEnvironment
        {
            Input = new MemoryStream(Encoding.UTF8.GetBytes(input)),
            Output = output,
            Error = error,
            TableWidth = () => width ?? Tables.WidthInFile,
        };

        var exitCode = await Tool.RunAsync(args, environment, CancellationToken.None);

        return new ToolResult(exitCode, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }
}
