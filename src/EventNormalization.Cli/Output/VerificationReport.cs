using System.Globalization;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Api.Reading;
using EventNormalization.Sqlite;

namespace EventNormalization.Cli.Output;

/// <summary>What a verification found.</summary>
internal static class VerificationReport
{
    public static Task WriteAsync(StoreVerification verified, ReportStyle style, ToolEnvironment environment) =>
        style == ReportStyle.Json ? WriteJsonAsync(verified, environment) : WriteTextAsync(verified, environment);

    private static async Task WriteJsonAsync(StoreVerification verified, ToolEnvironment environment)
    {
        using var json = new JsonLine(environment.Output);
        json.Writer.WriteStartObject();
        json.Writer.WriteBoolean("ok"u8, verified.IsOk);
        json.Writer.WriteNumber("events"u8, verified.EventCount);
        json.Writer.WriteNumber("failed"u8, verified.FailedCount);
        json.Writer.WriteNumber("reread"u8, verified.RereadCount);
        json.Writer.WriteNumber("problem_count"u8, verified.ProblemCount);
        json.Writer.WriteStartArray("problems"u8);
        foreach (var problem in verified.Problems)
        {
            json.Writer.WriteStringValue(problem);
        }

        json.Writer.WriteEndArray();
        json.Writer.WriteEndObject();
        await json.EndAsync().ConfigureAwait(false);
    }

    private static Task WriteTextAsync(StoreVerification verified, ToolEnvironment environment)
    {
        var text = new StringBuilder();
        foreach (var problem in verified.Problems)
        {
            text.Append(TerminalText.Escape(problem)).Append('\n');
        }

        if (verified.ProblemCount > verified.Problems.Length)
        {
            text.Append(CultureInfo.InvariantCulture, $"... {verified.ProblemCount - verified.Problems.Length} more\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{CountText.Of(verified.EventCount, "event")} and ")
            .Append(CultureInfo.InvariantCulture, $"{CountText.Of(verified.FailedCount, "failed event")} verified, ")
            .Append(CultureInfo.InvariantCulture, $"{verified.RereadCount} read again from their bytes: ")
            .Append(
                verified.IsOk ? "all is as it was stored.\n" : CountText.Of(verified.ProblemCount, "problem") + ".\n");
        return ResultText.WriteAsync(environment.Output, text.ToString());
    }
}
